"""nginx as a process of ours: its configuration, one worker, nothing logged."""

from __future__ import annotations

import getpass
from pathlib import Path

from benchmarks.installing import debian
from benchmarks.processes import Processes

FRAME = """\
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{
  include /etc/nginx/mime.types;
  default_type text/html;
  access_log off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_requests 1000000;
  open_file_cache max=10000;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
{inside}
}}
"""


def install() -> None:
    """Bring nginx and wrk."""
    debian("nginx", "wrk")


def start(processes: Processes, folder: Path, port: int, inside: str) -> None:
    """Start nginx with ``inside`` in its http block; wait until it listens at ``port``."""
    folder.mkdir(parents=True, exist_ok=True)
    user = "user root;" if getpass.getuser() == "root" else ""
    file = folder / "nginx.conf"
    file.write_text(FRAME.format(user=user, folder=folder, inside=inside))
    processes.start("nginx", ["/usr/sbin/nginx", "-p", folder, "-c", file])
    processes.await_port(port, "nginx")
