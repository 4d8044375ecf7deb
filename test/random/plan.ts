import type { SeededRandom } from './seeded-random.ts';

/** One operation in the store; `ref` names the object, whatever ID it has. */
export interface Operation {
	do: string;
	ref?: string;
	[ detail: string ]: unknown;
}

/** The operations of one request or script. */
export interface Burst {
	way: 'request' | 'script';
	operations: Operation[];
	/** Run at the same time, in a separate request, on the same objects. */
	beside: Operation[];
	/** PHP is killed after this many of the operations; null for never. */
	diesAfter: number | null;
	/** Whether backoffs are over before it, as if time had passed. */
	timePasses: boolean;
	/** Switched off during the burst (R25). */
	off: Switch | null;
	/** Switched off and on again during the burst (R25). */
	flips: Switch | null;
	/** A disturbance by another plugin in one of WooCommerce's hooks. */
	hurt: Hurt | null;
	/** Whether the plugin is inactive during the burst. */
	inactive: boolean;
}

export interface Hurt {
	hook: string;
	priority: number;
	how: 'throw' | 'exit' | 'kill';
	/** Number of operations before it. */
	after: number;
}

/** By their names in the settings. */
const SWITCHES = [
	'collections',
	'products',
	'contacts',
	'orders',
	'transactions',
	'payment_received_triggers',
] as const;
export type Switch = ( typeof SWITCHES )[ number ];

export interface Plan {
	bursts: Burst[];
	/** Orders that were in the trash, deleted or hidden at some time: they need not have fired. */
	wavering: ReadonlySet< string >;
	/** Orders that were never placed. */
	drafts: ReadonlySet< string >;
	/** Elements whose changes were not captured for a while. */
	unseen: ReadonlySet< string >;
}

interface Order {
	ref: string;
	draft: boolean;
	trashed: boolean;
	refunds: string[];
}

interface Product {
	ref: string;
	variations: string[];
	variable: boolean;
	trashed: boolean;
}

const STATUSES = [
	'pending',
	'on-hold',
	'processing',
	'completed',
	'cancelled',
	'failed',
	'random-made',
];
/** Hooks in which other plugins act while an order is saved. */
const HOOKS = [
	'woocommerce_before_order_object_save',
	'woocommerce_new_order',
	'woocommerce_update_order',
	'woocommerce_new_order_item',
	'woocommerce_after_order_object_save',
	'woocommerce_order_status_changed',
	'woocommerce_payment_complete',
];
const PRIORITIES = [ -100, 1, 9, 10, 11, 100, 1_000_000 ];
const ROLES = [ 'customer', 'subscriber', 'editor', 'shop_manager' ];
const PRICES = [ '9.90', '19.00', '0.01', '1250.5', '', '0' ];
const NAMES = [
	'Ada Łukasz',
	'Żółć & Söhne',
	'日本 太郎',
	'مرحبا',
	'O’Brien "Bob"',
	'Ünïcödé 🎁',
];

/** Makes up events in a store, from a seed alone. */
export function makePlan( random: SeededRandom ): Plan {
	return new Planner( random ).plan();
}

class Planner {
	#random: SeededRandom;
	#number = 0;
	#orders: Order[] = [];
	#users: string[] = [];
	#products: Product[] = [];
	#categories: string[] = [];
	#wavering = new Set< string >();
	#drafts = new Set< string >();
	#unseen = new Set< string >();

	constructor( random: SeededRandom ) {
		this.#random = random;
	}

	plan(): Plan {
		const bursts = Array.from( { length: this.#random.whole( 3, 6 ) }, () =>
			this.#burst()
		);
		return {
			bursts,
			wavering: this.#wavering,
			drafts: this.#drafts,
			unseen: this.#unseen,
		};
	}

	#burst(): Burst {
		const random = this.#random;
		const known = {
			orders: this.#orders.map( ( { ref } ) => ref ),
			products: this.#products.map( ( { ref } ) => ref ),
		};
		const dies = random.is( 0.03 );
		const hurts = ! dies && random.is( 0.12 );
		const inactive = ! dies && ! hurts && random.is( 0.05 );
		const operations = Array.from( { length: random.whole( 1, 6 ) }, () =>
			// Marks that are only collected for the end of a request are lost with it; orders are marked at
			// once.
			dies || hurts || inactive ? this.#order() : this.#any()
		);
		const beside =
			! dies && ! inactive && known.orders.length > 0 && random.is( 0.25 )
				? Array.from( { length: random.whole( 1, 4 ) }, () =>
						this.#touch( known )
					)
				: [];
		const calm = ! dies && ! hurts && ! inactive;
		const off = calm && random.is( 0.04 ) ? random.pick( SWITCHES ) : null;
		const flips =
			calm && off === null && random.is( 0.05 )
				? random.pick( SWITCHES )
				: null;
		const switched = off ?? flips;
		if ( switched !== null ) {
			this.#unseen.add( switched );
			for ( const { ref } of [ ...operations, ...beside ] ) {
				this.#wavering.add( ref ?? '' );
			}
		}
		return {
			way: ! calm || random.is( 0.9 ) ? 'request' : 'script',
			operations,
			beside,
			diesAfter: dies ? random.whole( 1, operations.length ) : null,
			timePasses: random.is( 0.5 ),
			off,
			flips,
			hurt: hurts
				? {
						hook: random.pick( HOOKS ),
						priority: random.pick( PRIORITIES ),
						how: random.pick( [ 'throw', 'exit', 'kill' ] ),
						after: random.whole( 0, operations.length - 1 ),
					}
				: null,
			inactive,
		};
	}

	#any(): Operation {
		switch (
			this.#random.weighted( {
				order: 6,
				user: 2,
				product: 3,
				category: 1.5,
			} )
		) {
			case 'order':
				return this.#order();
			case 'user':
				return this.#user();
			case 'product':
				return this.#product();
			case 'category':
				return this.#category();
		}
	}

	/** An operation on existing objects that is safe at the same time as others. */
	#touch( known: { orders: string[]; products: string[] } ): Operation {
		const random = this.#random;
		return known.products.length > 0 && random.is( 0.3 )
			? {
					do: 'product.update',
					ref: random.pick( known.products ),
					name: random.pick( NAMES ),
					stock: random.whole( 0, 99 ),
				}
			: {
					do: 'order.note',
					ref: random.pick( known.orders ),
					note: random.pick( NAMES ),
				};
	}

	#order(): Operation {
		const random = this.#random;
		if ( random.is( 0.04 ) ) {
			return { do: 'order.rolledBack', ref: this.#name( 'ghost' ) };
		}
		if ( this.#orders.length === 0 || random.is( 0.35 ) ) {
			return this.#newOrder();
		}
		const order = random.pick( this.#orders );
		const { ref } = order;
		const what = random.weighted( {
			status: 5,
			note: 3,
			pay: 2,
			refund: 2,
			unrefund: 1,
			trash: 0.7,
			untrash: 1,
			remove: 0.3,
			assign: 0.7,
		} );
		switch ( what ) {
			case 'status': {
				order.draft = false;
				this.#drafts.delete( ref );
				return {
					do: 'order.status',
					ref,
					status: random.pick( STATUSES ),
				};
			}
			case 'note':
				return { do: 'order.note', ref, note: random.pick( NAMES ) };
			case 'pay':
				order.draft = false;
				this.#drafts.delete( ref );
				return { do: 'order.pay', ref };
			case 'refund': {
				const refund = this.#name( 'refund' );
				order.refunds.push( refund );
				return {
					do: 'order.refund',
					ref,
					refund,
					amount: random.pick( [ '1.00', '0.5', 'all' ] ),
				};
			}
			case 'unrefund':
				return order.refunds.length > 0
					? {
							do: 'order.unrefund',
							ref: order.refunds.splice(
								random.whole( 0, order.refunds.length - 1 ),
								1
							)[ 0 ]!,
						}
					: { do: 'order.note', ref, note: '' };
			case 'trash':
				order.trashed = true;
				this.#wavering.add( ref );
				return { do: 'order.trash', ref };
			case 'untrash':
				order.trashed = false;
				return { do: 'order.untrash', ref };
			case 'remove':
				this.#wavering.add( ref );
				this.#orders = this.#orders.filter(
					( other ) => other !== order
				);
				return { do: 'order.delete', ref };
			case 'assign':
				return {
					do: 'order.assign',
					ref,
					user:
						this.#users.length > 0
							? random.pick( this.#users )
							: null,
				};
		}
	}

	#newOrder(): Operation {
		const random = this.#random;
		const ref = this.#name( 'order' );
		const way = random.weighted( {
			create: 4,
			object: 2,
			rest: 2,
			draft: 1,
			slow: 0.5,
		} );
		this.#orders.push( {
			ref,
			draft: way === 'draft',
			trashed: false,
			refunds: [],
		} );
		if ( way === 'draft' ) {
			this.#drafts.add( ref );
		}
		return {
			do: 'order.create',
			ref,
			way,
			status:
				way === 'draft'
					? 'checkout-draft'
					: random.pick( [ ...STATUSES, 'processing', 'pending' ] ),
			email: `${ random.pick( [ 'ada', 'Ada', 'ADA', 'bob', "o'brien" ] ) }.${ random.whole( 1, 3 ) }@example.com`,
			name: random.pick( NAMES ),
			user:
				this.#users.length > 0 && random.is( 0.4 )
					? random.pick( this.#users )
					: null,
			product:
				this.#products.length > 0 && random.is( 0.5 )
					? random.pick( this.#products ).ref
					: null,
			quantity: random.whole( 1, 3 ),
			free: random.is( 0.1 ),
			method: random.pick( [ 'cod', 'bacs', 'cheque' ] ),
			currency: random.pick( [ 'USD', 'EUR', 'JPY' ] ),
		};
	}

	#user(): Operation {
		const random = this.#random;
		if ( this.#users.length === 0 || random.is( 0.4 ) ) {
			const ref = this.#name( 'user' );
			this.#users.push( ref );
			return {
				do: 'user.create',
				ref,
				role: random.pick( ROLES ),
				name: random.pick( NAMES ),
			};
		}
		const ref = random.pick( this.#users );
		switch (
			random.weighted( {
				role: 2,
				addRole: 1,
				removeRole: 1,
				name: 2,
				address: 2,
				email: 1,
				remove: 0.4,
			} )
		) {
			case 'role':
				return { do: 'user.role', ref, role: random.pick( ROLES ) };
			case 'addRole':
				return { do: 'user.addRole', ref, role: random.pick( ROLES ) };
			case 'removeRole':
				return {
					do: 'user.removeRole',
					ref,
					role: random.pick( ROLES ),
				};
			case 'name':
				return { do: 'user.name', ref, name: random.pick( NAMES ) };
			case 'address':
				return { do: 'user.address', ref, city: random.pick( NAMES ) };
			case 'email':
				return { do: 'user.email', ref, number: random.whole( 1, 9 ) };
			case 'remove':
				this.#users = this.#users.filter( ( other ) => other !== ref );
				return { do: 'user.delete', ref };
		}
	}

	#product(): Operation {
		const random = this.#random;
		if ( this.#products.length === 0 || random.is( 0.3 ) ) {
			const ref = this.#name( 'product' );
			const type = random.weighted( {
				simple: 5,
				variable: 4,
				grouped: 0.5,
				external: 0.5,
			} );
			this.#products.push( {
				ref,
				variations: [],
				variable: type === 'variable',
				trashed: false,
			} );
			return {
				do: 'product.create',
				ref,
				type,
				name: random.pick( NAMES ),
				price: random.pick( PRICES ),
				status: random.pick( [
					'publish',
					'publish',
					'publish',
					'draft',
					'private',
					'pending',
				] ),
				category:
					this.#categories.length > 0 && random.is( 0.6 )
						? random.pick( this.#categories )
						: null,
			};
		}
		const product = random.pick( this.#products );
		const { ref } = product;
		const what = random.weighted( {
			price: 2,
			name: 1,
			status: 2,
			stock: 1.5,
			categorise: 1.5,
			vary: product.variable ? 4 : 0,
			trash: 0.5,
			untrash: 0.7,
			remove: 0.2,
			password: 0.4,
		} );
		switch ( what ) {
			case 'price':
				return {
					do: 'product.update',
					ref,
					price: random.pick( PRICES ),
				};
			case 'name':
				return {
					do: 'product.update',
					ref,
					name: random.pick( NAMES ),
				};
			case 'status':
				return {
					do: 'product.update',
					ref,
					status: random.pick( [ 'publish', 'draft', 'private' ] ),
				};
			case 'stock':
				return {
					do: 'product.stock',
					ref,
					stock: random.whole( 0, 99 ),
				};
			case 'password':
				return {
					do: 'product.password',
					ref,
					password: random.pick( [ '', 'secret' ] ),
				};
			case 'categorise':
				return {
					do: 'product.categorise',
					ref,
					categories: this.#categories.filter( () =>
						random.is( 0.5 )
					),
				};
			case 'vary':
				return this.#vary( product );
			case 'trash':
				return { do: 'product.trash', ref };
			case 'untrash':
				return { do: 'product.untrash', ref };
			case 'remove':
				this.#products = this.#products.filter(
					( other ) => other !== product
				);
				return { do: 'product.delete', ref };
		}
	}

	#vary( product: Product ): Operation {
		const random = this.#random;
		if ( product.variations.length === 0 || random.is( 0.5 ) ) {
			const ref = this.#name( 'variation' );
			product.variations.push( ref );
			return {
				do: 'variation.create',
				ref,
				product: product.ref,
				price: random.pick( PRICES ),
			};
		}
		const ref = random.pick( product.variations );
		if ( random.is( 0.3 ) ) {
			product.variations = product.variations.filter(
				( other ) => other !== ref
			);
			return { do: 'variation.delete', ref };
		}
		return {
			do: 'variation.update',
			ref,
			price: random.pick( PRICES ),
			stock: random.whole( 0, 9 ),
		};
	}

	#category(): Operation {
		const random = this.#random;
		if ( this.#categories.length === 0 || random.is( 0.35 ) ) {
			const ref = this.#name( 'category' );
			const parent =
				this.#categories.length > 0 && random.is( 0.5 )
					? random.pick( this.#categories )
					: null;
			this.#categories.push( ref );
			return {
				do: 'category.create',
				ref,
				name: random.pick( NAMES ),
				parent,
			};
		}
		const ref = random.pick( this.#categories );
		switch ( random.weighted( { rename: 2, move: 1, remove: 0.5 } ) ) {
			case 'rename':
				return {
					do: 'category.rename',
					ref,
					name: random.pick( NAMES ),
				};
			case 'move':
				return {
					do: 'category.move',
					ref,
					parent: random.is( 0.5 )
						? null
						: random.pick( this.#categories ),
				};
			case 'remove':
				this.#categories = this.#categories.filter(
					( other ) => other !== ref
				);
				return { do: 'category.delete', ref };
		}
	}

	#name( kind: string ): string {
		return `${ kind }${ ++this.#number }`;
	}
}
