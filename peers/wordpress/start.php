<?php
// Loads the WordPress that the environment names, as a request to it would.
$_SERVER['HTTP_HOST'] = parse_url(getenv('HOME_URL'), PHP_URL_HOST);
$_SERVER['REQUEST_URI'] = '/';
require getenv('SITE') . '/wp-load.php';
