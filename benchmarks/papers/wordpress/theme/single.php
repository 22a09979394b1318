<?php get_header(); the_post(); ?>
<div class="page">
<article>
<header>
<p><?php the_category(' '); ?></p>
<h1><?php the_title(); ?></h1>
<p><?php echo esc_html(get_the_excerpt()); ?></p>
</header>
<p>By <?php the_author_posts_link(); ?>, <time><?php echo esc_html(get_the_date('j F Y H:i')); ?></time></p>
<div class="prose"><?php the_content(); ?></div>
<section>
<h2><?php the_author_posts_link(); ?></h2>
<p><?php the_author_meta('description'); ?></p>
</section>
</article>
<?php measured_rail(); ?>
</div>
<?php get_footer();
