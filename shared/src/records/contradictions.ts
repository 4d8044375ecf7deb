import type { PlainError } from '../plain-errors.ts';
import type { StoreRecord } from './record.ts';

/** Checks that a schema of single fields cannot make: fields that cannot both be right. */
export function contradictionsOf( record: StoreRecord ): PlainError[] {
	switch ( record.element ) {
		case 'products': {
			if ( record.data.type === 'offline' ) {
				return [];
			}
			const {
				type,
				variants,
				price,
				include_in_online_store: isInStore,
			} = record.data;
			if ( isInStore && price === null ) {
				return [
					{
						path: '/data/price',
						message:
							'must be given for a product in the online store',
					},
				];
			}
			if ( type === 'simple' && variants.length > 0 ) {
				return [
					{
						path: '/data/variants',
						message: 'must be empty for a simple product',
					},
				];
			}
			return repeated( variants ).map( ( index ) => ( {
				path: `/data/variants/${ index }/id`,
				message: 'must be there once only',
			} ) );
		}
		case 'transactions': {
			const { type, order_id: orderId } = record.data;
			const isPayment = record.id.startsWith( 'payment:' );
			if ( type !== 'voided' && isPayment !== ( type === 'payment' ) ) {
				return [
					{
						path: '/data/type',
						message: `must be the one that the id "${ record.id }" names`,
					},
				];
			}
			return isPayment && record.id !== `payment:${ orderId }`
				? [
						{
							path: '/data/order_id',
							message: `must be the one that the id "${ record.id }" names`,
						},
					]
				: [];
		}
		case 'erasures':
			return record.data.scope === 'user' && record.data.user_id === null
				? [
						{
							path: '/data/user_id',
							message:
								'must be given for a user that was deleted',
						},
					]
				: [];
		case 'triggers': {
			const { type, order_id: orderId } = record.data;
			return record.id === `${ type }:${ orderId }`
				? []
				: [
						{
							path: '/id',
							message: `must be "${ type }:${ orderId }"`,
						},
					];
		}
		default:
			return [];
	}
}

/** @return The indexes of the items whose ID already occurred. */
function repeated( items: readonly { id: string }[] ): number[] {
	const seen = new Set< string >();
	return items.flatMap( ( { id }, index ) => {
		const again = seen.has( id );
		seen.add( id );
		return again ? [ index ] : [];
	} );
}
