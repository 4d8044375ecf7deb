import { z } from 'zod';

const importSchema = z.strictObject( {
	enabled: z.boolean(),
	contacts: z.boolean(),
	orders: z.boolean(),
	transactions: z.boolean(),
	products: z.boolean(),
	collections: z.boolean(),
} );

/** What is imported (R20) and kept in sync (R21), with the version that settles a conflict (R25). */
export const settingsSchema = z.strictObject( {
	version: z.int().min( 0 ),
	import: importSchema,
	sync: importSchema.extend( { payment_received_triggers: z.boolean() } ),
} );
export type Settings = z.infer< typeof settingsSchema >;

/**
 * `PUT /v1/settings`: the selections as the owner wants them, and the version that they were changed
 * from. Where that is not the current one any more, somebody else was faster (R25).
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

/** What each switch of the settings lets through; `order_submitted` goes with the orders (R9). */
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

/** What is on in these settings, be it for the import or to keep in sync. */
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
