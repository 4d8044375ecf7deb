import { Card, CardBody, CardHeader } from '@wordpress/components';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { fetchDeliveries, PER_PAGE, type Delivery } from '../api';
import { usePolled } from '../data/use-polled';
import { numberText } from '../text/figures';
import { Pager } from '../ui/pager';
import { Pill } from '../ui/pill';
import { Empty, Failed, Loading } from '../ui/states';
import { Table } from '../ui/table';
import { Time } from '../ui/time';

/** The sent batches, newest first. */
export function Deliveries( {
	newest,
}: {
	/** Time of the newest delivery, from the status: a new one makes the list reload. */
	newest: string | null;
} ) {
	const [ page, setPage ] = useState( 1 );
	const ask = useCallback( () => fetchDeliveries( page ), [ page ] );
	const list = usePolled( ask );
	const { refresh } = list;
	useEffect( () => {
		void refresh();
	}, [ newest, refresh ] );
	return (
		<Card>
			<CardHeader>
				<h2>{ __( 'Deliveries', 'ivorey-for-woocommerce' ) }</h2>
			</CardHeader>
			<CardBody>
				{ list.error !== null && (
					<Failed error={ list.error } onRetry={ list.refresh } />
				) }
				{ list.data === null && list.error === null && <Loading /> }
				{ list.data?.length === 0 && (
					<Empty>
						{ __(
							'Nothing has been sent yet. The next order or change will appear here.',
							'ivorey-for-woocommerce'
						) }
					</Empty>
				) }
				{ list.data !== null && list.data.length > 0 && (
					<Table
						caption={ __( 'Deliveries', 'ivorey-for-woocommerce' ) }
						rows={ list.data }
						keyOf={ ( { sent_at: at, bytes } ) => at + bytes }
						columns={ [
							{
								id: 'sent_at',
								title: __( 'Sent', 'ivorey-for-woocommerce' ),
								isRowHeader: true,
								render: ( { sent_at: at } ) => (
									<Time at={ at } withSeconds />
								),
							},
							{
								id: 'records',
								title: __(
									'Records',
									'ivorey-for-woocommerce'
								),
								isNumber: true,
								render: ( { records } ) =>
									numberText( records ),
							},
							{
								id: 'answer',
								title: __( 'Result', 'ivorey-for-woocommerce' ),
								render: ( delivery ) => (
									<Answer delivery={ delivery } />
								),
							},
							{
								id: 'duration',
								title: __(
									'Duration',
									'ivorey-for-woocommerce'
								),
								isNumber: true,
								render: ( { duration_ms: ms } ) =>
									sprintf(
										/* translators: %s: milliseconds. */
										__( '%s ms', 'ivorey-for-woocommerce' ),
										numberText( ms )
									),
							},
						] }
					/>
				) }
				<Pager
					label={ __(
						'Pages of deliveries',
						'ivorey-for-woocommerce'
					) }
					page={ page }
					hasNext={ list.data?.length === PER_PAGE }
					onPage={ setPage }
				/>
			</CardBody>
		</Card>
	);
}

function Answer( { delivery }: { delivery: Delivery } ) {
	const { problem_text: why, applied, stale, excluded, rejected } = delivery;
	if ( why !== null ) {
		return (
			<>
				<Pill tone="bad">
					{ __( 'Failed', 'ivorey-for-woocommerce' ) }
				</Pill>{ ' ' }
				{ why }
			</>
		);
	}
	const parts = [
		[
			applied,
			/* translators: %s: how many records. */
			__( '%s accepted', 'ivorey-for-woocommerce' ),
		] as const,
		[
			stale,
			/* translators: %s: how many records. */
			__( '%s already up to date', 'ivorey-for-woocommerce' ),
		] as const,
		[
			excluded,
			/* translators: %s: how many records. */
			__( '%s excluded', 'ivorey-for-woocommerce' ),
		] as const,
		[
			rejected,
			/* translators: %s: how many records. */
			__( '%s rejected', 'ivorey-for-woocommerce' ),
		] as const,
	].flatMap( ( [ number, text ] ) =>
		number > 0 ? [ sprintf( text, numberText( number ) ) ] : []
	);
	return (
		<>
			<Pill tone={ rejected > 0 ? 'attention' : 'good' }>
				{ rejected > 0
					? __( 'Partly accepted', 'ivorey-for-woocommerce' )
					: __( 'Delivered', 'ivorey-for-woocommerce' ) }
			</Pill>{ ' ' }
			{ parts.join( ', ' ) }
		</>
	);
}
