<?php
// The parts of the page that stand on every page of the paper.
add_theme_support('title-tag');

function measured_line(WP_Post $post): void {
    printf(
        '<article><h3><a href="%s">%s</a></h3><p>%s</p></article>',
        esc_url(get_permalink($post)), esc_html(get_the_title($post)),
        esc_html(get_the_date('', $post))
    );
}

function measured_card(WP_Post $post): void {
    printf(
        '<article><h3><a href="%s">%s</a></h3><p>%s</p><p>By %s, %s</p></article>',
        esc_url(get_permalink($post)), esc_html(get_the_title($post)),
        esc_html(get_the_excerpt($post)),
        esc_html(get_the_author_meta('display_name', (int) $post->post_author)),
        esc_html(get_the_date('', $post))
    );
}

function measured_sections(): void {
    echo '<ul>';
    foreach (get_categories(['orderby' => 'id', 'exclude' => get_option('default_category')]) as $each) {
        printf('<li><a href="%s">%s</a></li>', esc_url(get_category_link($each)), esc_html($each->name));
    }
    echo '</ul>';
}

function measured_rail(): void {
    echo '<aside><section><h2>Latest Posts</h2>';
    foreach (get_posts(['numberposts' => 6]) as $post) {
        measured_line($post);
    }
    echo '</section><section><h2>Don’t Miss</h2>';
    foreach (get_posts(['numberposts' => 4, 'tag' => 'pick']) as $post) {
        measured_line($post);
    }
    echo '</section></aside>';
}

// The theme's front and lists show as many stories as Broadsheet's.
add_action('pre_get_posts', function (WP_Query $query): void {
    if ($query->is_main_query()) {
        $query->set('posts_per_page', $query->is_home() ? 7 : ($query->is_category() ? 24 : 20));
    }
});
