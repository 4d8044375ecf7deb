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
