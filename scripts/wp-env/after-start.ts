/** After `wp-env start`: the panel, WooCommerce and the plugin active, and a shop with sample products. May run again. */
import { execa } from 'execa';
import { root } from '../composer.ts';
import { ensurePanel } from '../panel.ts';
import { SHOP_COMMANDS } from './shop-commands.ts';

await ensurePanel();
for ( const command of SHOP_COMMANDS ) {
	await execa( 'wp-env', [ 'run', 'cli', 'wp', ...command ], {
		cwd: root,
		stdio: 'inherit',
	} );
}
console.log(
	'The shop is at http://localhost:8880/shop/, wp-admin at http://localhost:8880/wp-admin/ (admin, password).'
);
