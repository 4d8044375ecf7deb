import { Card, CardBody, CardHeader } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { Settings } from '@ivorey/shared';
import type { OverviewElement } from '../api';
import type { Polled } from '../data/use-polled';
import { Link } from '../navigation/link';
import { numberText } from '../text/figures';
import { elementName, exclusionText } from '../text/words';
import { Pill } from '../ui/pill';
import { Failed, Loading } from '../ui/states';
import { Table } from '../ui/table';

/** R18: the number of records on both sides, and how many are excluded and why. */
export function Counts( {
	counts,
	settings,
}: {
	counts: Polled< { elements: OverviewElement[] } >;
	settings: Settings | null;
} ) {
	return (
		<Card>
			<CardHeader>
				<h2>{ __( 'Elements', 'ivorey-for-woocommerce' ) }</h2>
			</CardHeader>
			<CardBody>
				{ counts.error !== null && (
					<Failed error={ counts.error } onRetry={ counts.refresh } />
				) }
				{ counts.data === null && counts.error === null && <Loading /> }
				{ counts.data !== null && (
					<Table
						caption={ __(
							'Number of records in your store and in Ivorey',
							'ivorey-for-woocommerce'
						) }
						rows={ counts.data.elements }
						keyOf={ ( { element } ) => element }
						columns={ [
							{
								id: 'element',
								title: __(
									'Element',
									'ivorey-for-woocommerce'
								),
								isRowHeader: true,
								render: ( { element } ) =>
									elementName( element ),
							},
							{
								id: 'in_store',
								title: __(
									'In the store',
									'ivorey-for-woocommerce'
								),
								isNumber: true,
								render: ( row ) => numberText( row.in_store ),
							},
							{
								id: 'in_ivorey',
								title: __(
									'In Ivorey',
									'ivorey-for-woocommerce'
								),
								isNumber: true,
								render: ( row ) => <InIvorey row={ row } />,
							},
							{
								id: 'waiting',
								title: __(
									'Waiting',
									'ivorey-for-woocommerce'
								),
								isNumber: true,
								render: ( row ) => numberText( row.waiting ),
							},
							{
								id: 'excluded',
								title: __(
									'Excluded',
									'ivorey-for-woocommerce'
								),
								render: ( row ) => <Exclusions row={ row } />,
							},
							{
								id: 'sync',
								title: __(
									'Kept in sync',
									'ivorey-for-woocommerce'
								),
								render: ( { element } ) => (
									<Synced
										isOn={ isSynced( settings, element ) }
									/>
								),
							},
						] }
					/>
				) }
			</CardBody>
		</Card>
	);
}

function InIvorey( { row }: { row: OverviewElement } ) {
	return (
		<>
			{ numberText( row.in_ivorey ) }
			{ row.kept > 0 && (
				<div className="ivorey-hint">
					{ sprintf(
						/* translators: %s: a number. */
						__(
							'plus %s deleted or excluded in your store',
							'ivorey-for-woocommerce'
						),
						numberText( row.kept )
					) }
				</div>
			) }
		</>
	);
}

function Exclusions( {
	row: { element, excluded, not_imported: notImported },
}: {
	row: OverviewElement;
} ) {
	if ( excluded.length === 0 && notImported === 0 ) {
		return <>{ __( 'None', 'ivorey-for-woocommerce' ) }</>;
	}
	return (
		<ul className="ivorey-exclusions">
			{ excluded.map( ( { reason, number } ) => (
				<li key={ reason }>
					<Link to={ { excluded: { element, reason } } }>
						{ sprintf(
							/* translators: 1: a number, 2: why so many are excluded. */
							__( '%1$s: %2$s', 'ivorey-for-woocommerce' ),
							numberText( number ),
							exclusionText( reason )
						) }
					</Link>
				</li>
			) ) }
			{ notImported > 0 && (
				<li>
					{ sprintf(
						/* translators: %s: a number. */
						__(
							'%s: not selected for the import',
							'ivorey-for-woocommerce'
						),
						numberText( notImported )
					) }
				</li>
			) }
		</ul>
	);
}

function Synced( { isOn }: { isOn: boolean } ) {
	return isOn ? (
		<Pill tone="good">{ __( 'On', 'ivorey-for-woocommerce' ) }</Pill>
	) : (
		<Pill tone="neutral">{ __( 'Off', 'ivorey-for-woocommerce' ) }</Pill>
	);
}

function isSynced(
	settings: Settings | null,
	element: OverviewElement[ 'element' ]
): boolean {
	if ( ! settings?.sync.enabled ) {
		return false;
	}
	return element === 'triggers'
		? settings.sync.orders || settings.sync.payment_received_triggers
		: settings.sync[ element ];
}
