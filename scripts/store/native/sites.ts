import type { Site } from '../types.ts';
import type { MariaDb } from './mariadb.ts';
import { runCode, type PhpSite } from './php.ts';
import { script } from '../script.ts';
import { SECOND_SITE_PATH, TEMPLATE_HOST } from './template.ts';

/** Settings that may differ from store to store on a prepared database. */
export interface SiteSettings {
	hpos: boolean;
	timezone: string;
	locale: string;
	currency: string;
	plugin: boolean;
}

/** The URLs of a store's sites. */
export function siteUrls( url: string, multisite: boolean ): string[] {
	return multisite
		? [ url, url + SECOND_SITE_PATH.replace( /\/$/, '' ) ]
		: [ url ];
}

export async function configureSites(
	php: PhpSite,
	urls: readonly string[],
	settings: SiteSettings
): Promise< Site[] > {
	const sites: Site[] = [];
	for ( const [ index, url ] of urls.entries() ) {
		const { value } = await runCode(
			{ ...php, url },
			await script( 'configure.php' ),
			{ args: { ...settings } }
		);
		sites.push( {
			id: index + 1,
			url,
			...( value as Pick< Site, 'restPassword' | 'products' > ),
		} );
	}
	return sites;
}

/** The URL is also stored in the database, where a network looks up its sites. */
export async function moveSites(
	database: MariaDb,
	prefix: string,
	urls: readonly string[]
): Promise< void > {
	const [ url = '' ] = urls;
	for ( const [ index, home ] of urls.entries() ) {
		const tables = index === 0 ? prefix : `${ prefix }${ index + 1 }_`;
		await database.query(
			`UPDATE ${ tables }options SET option_value = ? WHERE option_name IN ('siteurl', 'home')`,
			[ home ]
		);
		await database.query(
			`UPDATE ${ tables }posts SET guid = REPLACE(guid, ?, ?)`,
			[ `http://${ TEMPLATE_HOST }`, url ]
		);
	}
	if ( urls.length > 1 ) {
		const { host } = new URL( url );
		await database.query( `UPDATE ${ prefix }blogs SET domain = ?`, [
			host,
		] );
		await database.query( `UPDATE ${ prefix }site SET domain = ?`, [
			host,
		] );
		await database.query(
			`UPDATE ${ prefix }sitemeta SET meta_value = ? WHERE meta_key = 'siteurl'`,
			[ `${ url }/` ]
		);
	}
}
