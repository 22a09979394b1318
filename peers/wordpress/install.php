<?php
// An empty WordPress with the paper's clock and its form of addresses: php install.php ZONE
define('WP_INSTALLING', true);
require __DIR__ . '/start.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Another paper', 'editor', 'editor@example.org', true, '', getenv('PASSWORD'));
$wp_rewrite->set_permalink_structure('/%year%/%monthnum%/%day%/%postname%/');
create_initial_taxonomies();
update_option('timezone_string', $argv[1]);
foreach ([1, 2, 3] as $sample) {
    wp_delete_post($sample, true);
}
flush_rewrite_rules();
