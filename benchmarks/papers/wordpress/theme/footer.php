</main>
<section>
<h2>Stay in touch</h2>
<form method="post" action="/newsletters/"><label>E-mail <input name="email" type="email" required></label> <button>Sign up</button></form>
</section>
<footer>
<p><a href="/"><?php bloginfo('name'); ?></a></p>
<nav><?php measured_sections(); ?></nav>
</footer>
<?php wp_footer(); ?>
</body>
</html>
