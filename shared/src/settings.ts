import { z } from 'zod';

const importSchema = z.strictObject( {
	enabled: z.boolean(),
	contacts: z.boolean(),
	orders: z.boolean(),
	transactions: z.boolean(),
	products: z.boolean(),
	collections: z.boolean(),
} );

/** The elements to import (R20) and to keep in sync (R21), with the version that settles a conflict (R25). */
export const settingsSchema = z.strictObject( {
	version: z.int().min( 0 ),
	import: importSchema,
	sync: importSchema.extend( { payment_received_triggers: z.boolean() } ),
} );
export type Settings = z.infer< typeof settingsSchema >;

/**
 * `PUT /v1/settings`: the owner's new selections, and the version they are based on. If that is not the current one
 * any more, another change was faster (R25).
 */
export const settingsUpdateSchema = settingsSchema
	.omit( { version: true } )
	.extend( { base_version: z.int().min( 0 ) } );
export type SettingsUpdate = z.infer< typeof settingsUpdateSchema >;

export const DEFAULT_SETTINGS: Settings = {
	version: 1,
	import: {
		enabled: true,
		contacts: true,
		orders: true,
		transactions: true,
		products: true,
		collections: true,
	},
	sync: {
		enabled: true,
		contacts: true,
		orders: true,
		transactions: true,
		payment_received_triggers: true,
		products: true,
		collections: true,
	},
};

/** The kinds of records that the settings switch on and off; `order_submitted` goes with the orders (R9). */
export const SWITCHABLES = [
	'collections',
	'products',
	'contacts',
	'orders',
	'transactions',
	'order_submitted',
	'payment_received',
] as const;
export type Switchable = ( typeof SWITCHABLES )[ number ];

/** Everything that these settings switch on, for the import or for keeping in sync. */
export function switchedOn( {
	import: imported,
	sync,
}: Omit< Settings, 'version' > ): Switchable[] {
	return SWITCHABLES.filter( ( name ) => {
		switch ( name ) {
			// R11: an import never fires a trigger.
			case 'order_submitted':
				return sync.enabled && sync.orders;
			case 'payment_received':
				return sync.enabled && sync.payment_received_triggers;
			default:
				return (
					( imported.enabled && imported[ name ] ) ||
					( sync.enabled && sync[ name ] )
				);
		}
	} );
}
