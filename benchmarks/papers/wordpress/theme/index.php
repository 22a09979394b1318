<?php get_header(); ?>
<h1><?php bloginfo('name'); ?></h1>
<div class="page">
<div>
<?php
while (have_posts()) {
    the_post();
    measured_card($post);
}
foreach (get_categories(['orderby' => 'id', 'exclude' => get_option('default_category')]) as $each) {
    printf('<section><h2>%s</h2>', esc_html($each->name));
    foreach (get_posts(['numberposts' => 4, 'category' => $each->term_id]) as $one) {
        measured_card($one);
    }
    echo '</section>';
}
?>
</div>
<?php measured_rail(); ?>
</div>
<?php get_footer();
