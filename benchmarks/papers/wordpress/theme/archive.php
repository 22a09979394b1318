<?php get_header(); ?>
<h1><?php the_archive_title(); ?></h1>
<p><?php echo wp_kses_post(get_the_archive_description()); ?></p>
<div class="page">
<div>
<?php
while (have_posts()) {
    the_post();
    measured_card($post);
}
the_posts_pagination();
?>
</div>
<?php measured_rail(); ?>
</div>
<?php get_footer();
