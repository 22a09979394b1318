<?php
// Fills an empty WordPress with the corpus: php load.php corpus.json pages.json
$_SERVER['HTTP_HOST'] = parse_url(getenv('HOME_URL'), PHP_URL_HOST) . ':' . parse_url(getenv('HOME_URL'), PHP_URL_PORT);
$_SERVER['REQUEST_URI'] = '/';
[, $file, $pages] = $argv;
define('WP_INSTALLING', true);
require getenv('SITE') . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('The Measured Courier', 'editor', 'editor@example.org', true, '', getenv('PASSWORD'));
switch_theme('measured');
$wp_rewrite->set_permalink_structure('/%year%/%monthnum%/%day%/%postname%/');
create_initial_taxonomies();
update_option('timezone_string', 'UTC');
wp_delete_post(1, true);
wp_delete_post(2, true);

$paper = json_decode(file_get_contents($file), true);
$sections = $authors = [];
foreach ($paper['sections'] as $each) {
    $sections[$each['name']] = wp_insert_term($each['name'], 'category', ['slug' => $each['slug']])['term_id'];
}
foreach ($paper['authors'] as $each) {
    $authors[$each['slug']] = wp_insert_user([
        'user_login' => $each['slug'], 'user_pass' => wp_generate_password(), 'role' => 'author',
        'display_name' => $each['name'], 'description' => $each['life'],
    ]);
}
wp_defer_term_counting(true);
$paths = [];
$began = microtime(true);
$wpdb->query('START TRANSACTION');
foreach ($paper['stories'] as $story) {
    $blocks = array_map(fn($text) => "<!-- wp:paragraph -->\n<p>$text</p>\n<!-- /wp:paragraph -->", $story['paragraphs']);
    $when = str_replace('T', ' ', substr($story['published_at'], 0, 19));
    $post = wp_insert_post([
        'post_title' => $story['headline'], 'post_name' => $story['slug'],
        'post_content' => wp_slash(implode("\n\n", $blocks)), 'post_excerpt' => $story['standfirst'],
        'post_status' => 'publish', 'post_author' => $authors[$story['author']],
        'post_category' => [$sections[$story['section']]], 'tags_input' => $story['pick'] ? ['pick'] : [],
        'post_date' => $when, 'post_date_gmt' => $when,
    ], true);
    if (is_wp_error($post)) {
        exit($post->get_error_message());
    }
    $paths[] = parse_url(get_permalink($post), PHP_URL_PATH);
}
wp_defer_term_counting(false);
$wpdb->query('COMMIT');
file_put_contents(dirname($pages) . '/loading.json', microtime(true) - $began);
flush_rewrite_rules();

// WordPress knows authors and sections by number where the editor's API is spoken to.
$measured = $paper['stories'][intdiv(count($paper['stories']) * 3, 4)];
file_put_contents($pages, json_encode([
    'home' => '/',
    'section' => parse_url(get_category_link($sections[$measured['section']]), PHP_URL_PATH),
    'author' => parse_url(get_author_posts_url($authors[$measured['author']]), PHP_URL_PATH),
    'story' => $paths[$measured['number']],
    'stories' => $paths,
], JSON_UNESCAPED_SLASHES));
[$password] = WP_Application_Passwords::create_new_application_password(1, ['name' => 'measuring']);
file_put_contents(getenv('SITE') . '/editor.json', json_encode([
    'user' => 'editor', 'password' => $password, 'sections' => $sections, 'authors' => $authors,
]));
