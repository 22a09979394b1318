<?php
// Says what is in WordPress now, as JSON, by WordPress's own functions.
require __DIR__ . '/start.php';
wp_set_current_user(1);
$users = [];
foreach (get_users() as $user) {
    $users[$user->ID] = $user->display_name;
}
$found = ['authors' => array_values($users), 'sections' => [], 'topics' => [], 'pictures' => [], 'stories' => []];
foreach (get_terms(['taxonomy' => 'category', 'hide_empty' => false]) as $term) {
    $above = $term->parent ? get_term($term->parent)->name : '';
    $found['sections'][] = [html_entity_decode($term->name), html_entity_decode($above)];
}
foreach (get_terms(['taxonomy' => 'post_tag', 'hide_empty' => false]) as $term) {
    $found['topics'][] = html_entity_decode($term->name);
}
$asked = ['numberposts' => -1, 'post_status' => 'any', 'suppress_filters' => true];
foreach (get_posts(['post_type' => 'attachment'] + $asked) as $picture) {
    $file = get_attached_file($picture->ID);
    $found['pictures'][$picture->ID] = [
        'alt' => get_post_meta($picture->ID, '_wp_attachment_image_alt', true),
        'caption' => $picture->post_excerpt,
        'credit' => get_post_meta($picture->ID, '_media_credit', true),
        'bytes' => is_file($file) ? filesize($file) : 0,
    ];
}
foreach (get_posts(['post_type' => ['post', 'page']] + $asked) as $post) {
    $names = fn($taxonomy) => array_map('html_entity_decode', wp_get_post_terms($post->ID, $taxonomy, ['fields' => 'names']));
    $hero = (int) get_post_thumbnail_id($post);
    $found['stories'][] = [
        'title' => $post->post_title, 'state' => $post->post_status, 'stands' => $post->post_type === 'page',
        'published' => $post->post_date_gmt, 'standfirst' => $post->post_excerpt,
        'author' => $users[$post->post_author], 'sections' => $names('category'), 'topics' => $names('post_tag'),
        'path' => urldecode(parse_url(get_permalink($post), PHP_URL_PATH)),
        'hero' => $hero && isset($found['pictures'][$hero]) ? $found['pictures'][$hero]['alt'] : '',
        'html' => apply_filters('the_content', $post->post_content),
        'blocks' => array_values(array_filter(array_map(fn($block) => $block['blockName'], parse_blocks($post->post_content)))),
    ];
}
echo json_encode($found, JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
