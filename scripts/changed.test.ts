import { expect, it } from 'vitest';
import { choose } from './changed.ts';

it( 'runs the plugin’s tests of the changed areas', () => {
	expect(
		choose( 'HEAD', [
			'plugin/src/Capture/OrderHooks.php',
			'plugin/tests/Integration/Records/Orders/TriggersTest.php',
		] )
	).toEqual( {
		suites: [ 'plugin', 'woocommerce' ],
		vitest: [ '--changed=HEAD' ],
		plugin: [],
		woocommerce: [
			'Integration\\\\Capture\\\\',
			'Integration\\\\Records\\\\',
		],
	} );
} );

it.each( [
	'plugin/src/Plugin.php',
	'plugin/tests/Integration/Support/Shop.php',
	'plugin/contract/order.json',
] )( 'runs all of them if %s changed', ( file ) => {
	expect(
		choose( 'HEAD', [ file, 'plugin/src/Capture/OrderHooks.php' ] )
			.woocommerce
	).toEqual( [] );
} );

it( 'lets vitest follow the imports of the changed files', () => {
	expect( choose( 'main', [ 'shared/src/digest.ts' ] ) ).toMatchObject( {
		suites: [ 'unit', 'store' ],
		vitest: [ '--changed=main' ],
	} );
	expect( choose( 'main', [ 'README.md' ] ).suites ).toEqual( [] );
} );
