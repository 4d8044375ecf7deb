import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { load } from 'cheerio';
import type { Store } from '../types.ts';
import { signInAsAdmin } from './admin.ts';
import { fillIn, formFields, ShopError, type Page } from './browser.ts';

/** Like an owner under Plugins → Add Plugin → Upload Plugin; replaces an installed version. */
export async function uploadPlugin(
	store: Store,
	zip: string
): Promise< void > {
	const browser = await signInAsAdmin( store );
	const screen = await browser.visit(
		'/wp-admin/plugin-install.php?tab=upload'
	);
	const { action, fields } = formFields( screen, 'form.wp-upload-form' );
	const files = new FormData();
	for ( const [ name, value ] of fillIn( fields, {
		'install-plugin-submit': 'Install Now',
	} ) ) {
		files.append( name, value );
	}
	files.append(
		'pluginzip',
		new Blob( [ await readFile( zip ) ], { type: 'application/zip' } ),
		path.basename( zip )
	);
	const uploaded = await browser.visit( action, { files } );
	const replace = load( uploaded.text )(
		'a.update-from-upload-overwrite'
	).attr( 'href' );
	const installed =
		replace === undefined
			? uploaded
			: await browser.visit( new URL( replace, uploaded.url ).href );
	if ( ! saysDone( installed ) ) {
		throw new ShopError( `The plugin was not installed`, installed );
	}
}

const saysDone = ( { text }: Page ) =>
	/Plugin (installed|updated) successfully/.test( text );
