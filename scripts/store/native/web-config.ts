import type { WebFiles, WebOptions } from './web.ts';

const fpmSocket = ( files: WebFiles ) => `${ files.sockets }/fpm`;
const statusSocket = ( files: WebFiles ) => `${ files.sockets }/status`;

/** Workers run as the user who runs the tests, even root, so that one user owns all files. */
export function fpmConfig( files: WebFiles, options: WebOptions ): string {
	const settings = options.phpSettings.map( ( setting ) => {
		const at = setting.indexOf( '=' );
		return `php_admin_value[${ setting.slice( 0, at ) }] = "${ setting.slice( at + 1 ) }"`;
	} );
	return `[global]
error_log = ${ files.folder }/php-fpm.log
daemonize = no

[store]
${ process.getuid?.() === 0 ? 'user = root\ngroup = root' : '' }
listen = ${ fpmSocket( files ) }
pm = static
pm.max_children = ${ options.workers }
pm.status_path = /.store/php-status
; A socket of its own, so that the state can be asked for while all workers are busy.
pm.status_listen = ${ statusSocket( files ) }
ping.path = /.store/php-ping
catch_workers_output = yes
clear_env = no
${ settings.join( '\n' ) }
`;
}

export function nginxConfig( files: WebFiles, options: WebOptions ): string {
	const scratch = `${ files.folder }/nginx`;
	return `daemon off;
${ process.getuid?.() === 0 ? 'user root;' : '' }
worker_processes 1;
pid "${ scratch }/nginx.pid";
error_log "${ files.folder }/nginx.log" warn;
events { worker_connections 512; }
http {
	access_log off;
	client_body_temp_path "${ scratch }/body";
	proxy_temp_path "${ scratch }/proxy";
	fastcgi_temp_path "${ scratch }/fastcgi";
	uwsgi_temp_path "${ scratch }/uwsgi";
	scgi_temp_path "${ scratch }/scgi";
	types {
		text/html html htm;
		text/css css;
		text/javascript js mjs;
		application/json json map;
		image/svg+xml svg;
		image/png png;
		image/jpeg jpg jpeg;
		image/gif gif;
		image/webp webp;
		font/woff woff;
		font/woff2 woff2;
	}
	default_type application/octet-stream;
	server {
		listen 127.0.0.1:${ options.port };
		server_name localhost;
		root "${ files.root }";
		index index.php;
		client_max_body_size 64m;
		port_in_redirect on;
		${ options.multisite ? MULTISITE_REWRITES : '' }
		location / {
			try_files $uri $uri/ /index.php$is_args$args;
		}
		location = /.store/php-status {
			${ fastcgi( options ) }
			fastcgi_pass unix:${ statusSocket( files ) };
		}
		location = /.store/php-ping {
			${ fastcgi( options ) }
			fastcgi_pass unix:${ fpmSocket( files ) };
		}
		location ~ \\.php$ {
			try_files $uri =404;
			${ fastcgi( options ) }
			fastcgi_pass unix:${ fpmSocket( files ) };
			fastcgi_read_timeout 300;
			fastcgi_buffers 64 16k;
			fastcgi_buffer_size 64k;
		}
	}
}
`;
}

/** From WordPress' handbook, for sites in subfolders. */
const MULTISITE_REWRITES = `if (!-e $request_filename) {
				rewrite /wp-admin$ $scheme://$http_host$uri/ permanent;
				rewrite ^/[_0-9a-zA-Z-]+(/wp-.*) $1 last;
				rewrite ^/[_0-9a-zA-Z-]+(/.*\\.php)$ $1 last;
			}`;

function fastcgi( options: WebOptions ): string {
	const params: Record< string, string > = {
		GATEWAY_INTERFACE: 'CGI/1.1',
		SERVER_SOFTWARE: 'nginx',
		SERVER_PROTOCOL: '$server_protocol',
		SERVER_NAME: 'localhost',
		SERVER_ADDR: '$server_addr',
		SERVER_PORT: String( options.port ),
		REMOTE_ADDR: '$remote_addr',
		REMOTE_PORT: '$remote_port',
		REQUEST_METHOD: '$request_method',
		REQUEST_URI: '$request_uri',
		REQUEST_SCHEME: '$scheme',
		QUERY_STRING: '$query_string',
		CONTENT_TYPE: '$content_type',
		CONTENT_LENGTH: '$content_length',
		DOCUMENT_ROOT: '$document_root',
		DOCUMENT_URI: '$document_uri',
		SCRIPT_NAME: '$fastcgi_script_name',
		SCRIPT_FILENAME: '$document_root$fastcgi_script_name',
		REDIRECT_STATUS: '200',
		HTTP_PROXY: '""',
	};
	return Object.entries( params )
		.map( ( [ name, value ] ) => `fastcgi_param ${ name } ${ value };` )
		.join( '\n\t\t\t' );
}
