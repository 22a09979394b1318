<!doctype html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="<?php echo esc_url(get_stylesheet_uri()); ?>">
<?php wp_head(); ?>
</head>
<body <?php body_class(); ?>>
<section><p>Loopback <time><?php echo esc_html(wp_date('l, j F Y')); ?></time></p></section>
<header>
<form action="/"><label>Search <input name="s" type="search"></label></form>
<p><a href="/"><?php bloginfo('name'); ?></a></p>
<nav><?php measured_sections(); ?></nav>
</header>
<main>
