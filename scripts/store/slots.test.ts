import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { layOutWordPress } from './native/files.ts';
import { leaveSlot, SLOTS, takeSlot } from './slots.ts';

test( 'a store takes a free slot of an earlier store, and another one while that one is in use', () => {
	const env = { [ SLOTS ]: '/slots', VITEST_POOL_ID: '2' };
	const first = takeSlot( env );
	const second = takeSlot( env );
	expect( [ first, second ] ).toEqual( [ '/slots/2-1', '/slots/2-2' ] );
	leaveSlot( first );
	expect( takeSlot( env ) ).toBe( first );
	expect( takeSlot( { ...env, VITEST_POOL_ID: '3' } ) ).toBe( '/slots/3-1' );
	expect( takeSlot( {} ) ).toBeNull();
} );

test( 'WordPress and WooCommerce stay in a slot while they are the same, and nothing else of the earlier store', () => {
	const folder = mkdtempSync( path.join( tmpdir(), 'ivorey-slots-' ) );
	onTestFinished( () => rmSync( folder, { recursive: true } ) );
	const make = ( name: string, file: string ) => {
		const made = path.join( folder, name );
		mkdirSync( path.dirname( path.join( made, file ) ), {
			recursive: true,
		} );
		writeFileSync( path.join( made, file ), '<?php' );
		return made;
	};
	const wordpress = make( 'wordpress-1', 'wp-content/plugins/index.php' );
	const woocommerce = make( 'woocommerce-1', 'woocommerce.php' );
	const root = path.join( folder, 'slot/wordpress' );
	const there = ( file: string ) => existsSync( path.join( root, file ) );
	layOutWordPress( root, wordpress, woocommerce, 'de_DE' );
	const { ino } = statSync( path.join( root, 'wp-content/plugins' ) );
	for ( const file of [
		'wp-content/uploads/picture.png',
		'wp-content/mu-plugins/of-a-test.php',
		'wp-content/advanced-cache.php',
	] ) {
		writeFileSync( path.join( root, file ), '' );
	}

	layOutWordPress( root, wordpress, woocommerce, 'en_US' );
	expect( statSync( path.join( root, 'wp-content/plugins' ) ).ino ).toBe(
		ino
	);
	expect( there( 'wp-content/plugins/woocommerce/woocommerce.php' ) ).toBe(
		true
	);
	for ( const file of [
		'wp-content/uploads/picture.png',
		'wp-content/mu-plugins/of-a-test.php',
		'wp-content/advanced-cache.php',
		'wp-content/languages/de_DE.l10n.php',
	] ) {
		expect( there( file ), file ).toBe( false );
	}
	expect( there( 'wp-content/mu-plugins/000-store-in-tests.php' ) ).toBe(
		true
	);

	const newer = make( 'woocommerce-2', 'newer.php' );
	layOutWordPress( root, wordpress, newer, 'en_US' );
	expect( there( 'wp-content/plugins/woocommerce/newer.php' ) ).toBe( true );
	expect( there( 'wp-content/plugins/woocommerce/woocommerce.php' ) ).toBe(
		false
	);
} );
