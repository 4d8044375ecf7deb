import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Store } from '../../scripts/store/store.ts';

/** Sets this address of Ivorey's API in the store's configuration. */
export async function nameIvorey( store: Store, url: string ): Promise< void > {
	await writeFile(
		path.join( store.root, 'wp-content/mu-plugins/ivorey-api-url.php' ),
		`<?php\nadd_filter( 'ivorey_api_url', static fn (): string => '${ url }' );\n`
	);
}
