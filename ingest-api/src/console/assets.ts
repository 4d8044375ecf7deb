import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { RequestContext } from '../http/request.ts';
import { PATHS } from './paths.ts';

type Encoding = 'br' | 'gzip';

interface Asset {
	name: string;
	type: string;
	content: Buffer;
	/** Contains the hash of the content, so that it may be cached forever. */
	path: string;
}

function asset( name: string, type: string, files: readonly string[] ): Asset {
	const content = Buffer.concat(
		files.map( ( file ) =>
			readFileSync( new URL( file, import.meta.url ) )
		)
	);
	const hash = createHash( 'sha256' )
		.update( content )
		.digest( 'hex' )
		.slice( 0, 12 );
	return {
		name,
		type,
		content,
		path: `${ PATHS.assets }/${ hash }/${ name }`,
	};
}

/** The files that pages load, read once. */
export const ASSETS = {
	style: asset( 'console.css', 'text/css', [
		'./assets/styles/tokens.css',
		'./assets/styles/base.css',
		'./assets/styles/layout.css',
		'./assets/styles/parts.css',
		'./assets/styles/controls.css',
		'./assets/styles/tables.css',
		'./assets/styles/automations.css',
		'./assets/styles/webhooks.css',
		'./assets/styles/orders.css',
	] ),
	script: asset( 'console.js', 'text/javascript', [
		import.meta.resolve( 'idiomorph/dist/idiomorph.min.js' ),
		'./assets/scripts/forms.js',
		'./assets/scripts/times.js',
		'./assets/scripts/live.js',
		'./assets/scripts/preview.js',
	] ),
	mark: asset( 'mark.svg', 'image/svg+xml', [ './assets/mark.svg' ] ),
} as const;

const compressed = new Map< string, Promise< Buffer > >();

function compress( encoding: Encoding, { path, content }: Asset ) {
	const key = `${ encoding } ${ path }`;
	let made = compressed.get( key );
	if ( made === undefined ) {
		made =
			encoding === 'br'
				? promisify( brotliCompress )( content )
				: promisify( gzip )( content );
		compressed.set( key, made );
	}
	return made;
}

/** `GET /console/<hash>/<name>`: cached forever under its own hash; another hash gets the current file, uncached. */
export function getAsset( wanted: Asset ) {
	return async (
		_services: unknown,
		c: RequestContext
	): Promise< Response > => {
		const accepted = ( c.req.header( 'accept-encoding' ) ?? '' )
			.split( ',' )
			.map( ( item ) =>
				item.trim().replace( /;(?!.*q=0(\.0*)?$).*/, '' )
			);
		const encoding = ( [ 'br', 'gzip' ] as const ).find( ( name ) =>
			accepted.includes( name )
		);
		const body =
			encoding === undefined
				? wanted.content
				: await compress( encoding, wanted );
		return c.body( new Uint8Array( body ), 200, {
			'content-type': `${ wanted.type }; charset=utf-8`,
			'cache-control':
				c.req.path === wanted.path
					? 'public, max-age=31536000, immutable'
					: 'no-cache',
			vary: 'accept-encoding',
			...( encoding === undefined
				? {}
				: { 'content-encoding': encoding } ),
		} );
	};
}
