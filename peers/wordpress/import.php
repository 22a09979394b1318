<?php
// Does what Tools > Import > WordPress does, file after file: php import.php PLUGIN FILE...
// Every author becomes a user, pictures are fetched, as the form has it when both are wished.
define('WP_LOAD_IMPORTERS', true);
define('IMPORT_DEBUG', true);
require __DIR__ . '/start.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once "$argv[1]/wordpress-importer.php";
wp_set_current_user(1);

// The paper is on this machine; WordPress fetches from no such place unless told.
add_filter('http_request_host_is_external', '__return_true');
add_filter('http_allowed_safe_ports', fn($ports, $host, $url) => [...$ports, (int) parse_url($url, PHP_URL_PORT)], 10, 3);

foreach (array_slice($argv, 2) as $file) {
    $parsed = (new WXR_Parser())->parse($file);
    if (is_wp_error($parsed)) {
        exit("$file: " . $parsed->get_error_message() . "\n");
    }
    // Who came with a file before is chosen in the form, from the second file on.
    $logins = array_keys($parsed['authors']);
    $there = array_map(fn($login) => get_user_by('login', $login)->ID ?? 0, $logins);
    $_POST = ['imported_authors' => $logins, 'user_map' => $there];
    $importer = new WP_Import();
    $importer->fetch_attachments = true;
    echo basename($file), "\n";
    $importer->import($file, ['rewrite_urls' => true]);
}
