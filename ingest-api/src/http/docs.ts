import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestContext } from './request.ts';
import type { ApiDocument } from './docs/document.ts';
import { docsPage } from './docs/page.ts';

const STYLE = readFileSync( new URL( './docs/docs.css', import.meta.url ) );
const STYLE_PATH = '/docs/docs.css';
/** Contains the hash of its content, so that it can be cached forever. */
const STYLE_ADDRESS = `${ STYLE_PATH }?${ createHash( 'sha256' ).update( STYLE ).digest( 'hex' ).slice( 0, 12 ) }`;

/** The page needs its stylesheet and nothing else. */
export const DOCS_POLICY = {
	defaultSrc: [ "'none'" ],
	styleSrc: [ "'self'" ],
	frameAncestors: [ "'none'" ],
	baseUri: [ "'none'" ],
	formAction: [ "'none'" ],
};

const pages = new WeakMap< ApiDocument, string >();

/** `GET /docs`: the API's description as a page. It is rendered once. */
export function answerDocs(
	c: RequestContext,
	document: ApiDocument
): Response | Promise< Response > {
	const page =
		pages.get( document ) ?? String( docsPage( document, STYLE_ADDRESS ) );
	pages.set( document, page );
	return c.html( page );
}

export function getDocsStyle(
	_services: unknown,
	c: RequestContext
): Response {
	return c.body( STYLE.toString(), 200, {
		'content-type': 'text/css',
		'cache-control': 'max-age=31536000, immutable',
	} );
}
