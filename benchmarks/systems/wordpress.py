"""WordPress of Debian, with php-fpm behind nginx; with nginx's page cache, and without."""

from __future__ import annotations

import base64
import json
import shutil
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.corpus import Corpus, Item
from benchmarks.installing import debian
from benchmarks.processes import Failed, run
from benchmarks.systems import Published, System, mariadb, server

FILES = Path(__file__).resolve().parents[1] / "papers" / "wordpress"
SOURCE = Path("/usr/share/wordpress")
PASSWORD = "a-long-enough-secret"
EXTENSIONS = ("mysql", "xml", "mbstring", "gd", "curl", "intl")

FPM = """\
[global]
daemonize = no
error_log = {folder}/fpm.log
[www]
listen = {folder}/fpm.sock
user = root
pm = static
pm.max_children = 4
clear_env = no
php_admin_value[opcache.enable] = 1
php_admin_value[opcache.validate_timestamps] = 0
php_admin_value[zlib.output_compression] = 1
"""
SITE = """
  {cache_path}
  server {{
    listen 127.0.0.1:{port};
    root {site};
    index index.php;
    location / {{ try_files $uri $uri/ /index.php?$args; }}
    location ~ \\.php$ {{
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_param HTTP_HOST $http_host;
      fastcgi_pass unix:{folder}/fpm.sock;
      fastcgi_buffers 16 16k;
      {cache}
    }}
  }}
"""
CACHE_PATH = "fastcgi_cache_path {folder}/cache levels=1:2 keys_zone=pages:50m max_size=1g;"
CACHE = """
      fastcgi_cache pages;
      fastcgi_cache_key $scheme$request_method$host$request_uri$http_accept_encoding;
      fastcgi_cache_valid 200 60s;
      fastcgi_cache_lock on;
      fastcgi_cache_use_stale error timeout updating;
      fastcgi_ignore_headers Cache-Control Expires Set-Cookie;
"""


class WordPress(System):
    """The usual fast set-up."""

    name = "wordpress"
    label = "WordPress, fastcgi_cache"
    port = 18083
    setup = (
        "Debian's packages, a theme with the paper's parts, php-fpm (4 children, opcache, gzip), "
        "MariaDB; nginx keeps each page, gzipped, for 60 s."
    )
    data = ("mysql",)
    cached = True

    def version(self) -> str:
        """Return WordPress's version."""
        return run(["dpkg-query", "-W", "-f", "${Version}", "wordpress"]).split("+")[0]

    def install(self) -> None:
        """Bring PHP first: asked for with WordPress it would bring Apache."""
        server.install()
        mariadb.install()
        debian("php-fpm", "php-cli", *(f"php-{name}" for name in EXTENSIONS))
        debian("php", "wordpress")

    def fill(self, corpus: Corpus, file: Path) -> None:
        """Install WordPress into a folder and load the paper by its own functions."""
        site = self.folder / "site"
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(SOURCE, site, ignore=shutil.ignore_patterns("wp-content", ".htaccess"))
        shutil.copytree(FILES / "theme", site / "wp-content" / "themes" / "measured")
        (site / "wp-content" / "plugins").mkdir()
        shutil.copy(FILES / "wp-config.php", site)
        mariadb.create(self.folder / "mysql")
        try:
            socket = mariadb.start(self.processes, self.folder / "mysql")
            mariadb.ask(socket, "CREATE DATABASE wordpress CHARACTER SET utf8mb4")
            command = ["php", "-d", "memory_limit=2G", FILES / "load.php"]
            run([*command, file, self.folder / "pages.json"], environ=self._environ())
            if not (self.folder / "pages.json").exists():
                raise Failed("WordPress's loader wrote no pages.")
        finally:
            self.processes.stop()

    def serve(self) -> None:
        """Start MariaDB, php-fpm, nginx."""
        mariadb.start(self.processes, self.folder / "mysql")
        shutil.rmtree(self.folder / "nginx", ignore_errors=True)
        folder = self.folder / "nginx"
        folder.mkdir()
        (folder / "fpm.conf").write_text(FPM.format(folder=folder))
        program = max(Path("/usr/sbin").glob("php-fpm*"))
        command = [program, "--nodaemonize", "--allow-to-run-as-root"]
        self.processes.start(
            "php-fpm", [*command, "--fpm-config", folder / "fpm.conf"], environ=self._environ()
        )
        self.processes.await_file(folder / "fpm.sock", "php-fpm")
        conf = SITE.format(
            folder=folder,
            port=self.port,
            site=self.folder / "site",
            cache_path=CACHE_PATH.format(folder=folder) if self.cached else "",
            cache=CACHE if self.cached else "",
        )
        server.start(self.processes, folder, self.port, conf)

    def publish(self, story: Item) -> Published:
        """Publish by WordPress's REST API, as its editor does."""
        editor = json.loads((self.folder / "site" / "editor.json").read_text())
        secret = base64.b64encode(f"{editor['user']}:{editor['password']}".encode()).decode()
        body = {
            "title": story.headline,
            "slug": story.slug,
            "status": "publish",
            "excerpt": story.standfirst,
            "author": editor["authors"][story.author],
            "categories": [editor["sections"][story.section]],
            "content": "\n\n".join(
                f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->"
                for text in story.paragraphs
            ),
        }
        request = urllib.request.Request(
            f"{self.address}/index.php?rest_route=/wp/v2/posts",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Basic {secret}"},
        )
        began = time.time()
        with urllib.request.urlopen(request, timeout=60) as answer:
            made = json.load(answer)
        return Published(urlsplit(made["link"]).path, began)

    def _environ(self) -> dict[str, str]:
        return {
            "HOME_URL": self.address,
            "SITE": str(self.folder / "site"),
            "DB_SOCKET": str(self.folder / "mariadb.sock"),
            "DB_USER": "root",
            "PASSWORD": PASSWORD,
        }


class PlainWordPress(WordPress):
    """The same without the page cache."""

    name = "wordpress-plain"
    label = "WordPress, no page cache"
    shares = "wordpress"
    setup = "The same without fastcgi_cache."
    cached = False
