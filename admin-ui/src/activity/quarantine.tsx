import {
	Button,
	Card,
	CardBody,
	CardHeader,
	ExternalLink,
	Notice,
} from '@wordpress/components';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { fetchQuarantine, PER_PAGE, retry, type OutboxRow } from '../api';
import { useAction } from '../data/use-action';
import { usePolled } from '../data/use-polled';
import { objectName } from '../text/words';
import { Pager } from '../ui/pager';
import { Empty, Failed, Loading } from '../ui/states';
import { Table } from '../ui/table';
import { Time } from '../ui/time';
import { useToast } from '../ui/toasts';

/** Records that Ivorey rejected or that could not be built, with their errors and a retry button. */
export function Quarantine( {
	number,
	refresh,
}: {
	/** From the status: another number makes the list reload. */
	number: number;
	refresh: () => Promise< void >;
} ) {
	const [ page, setPage ] = useState( 1 );
	const ask = useCallback( () => fetchQuarantine( page ), [ page ] );
	const list = usePolled( ask );
	const { refresh: refreshList } = list;
	useEffect( () => {
		void refreshList();
	}, [ number, refreshList ] );
	const heading = useRef< HTMLHeadingElement >( null );
	const toast = useToast();
	const again = useAction( async ( row: OutboxRow ) => {
		await retry( row );
		toast(
			sprintf(
				/* translators: %s: what it is, such as "Order 1234". */
				__(
					'%s will be sent with the next delivery.',
					'ivorey-for-woocommerce'
				),
				nameOf( row )
			)
		);
		await Promise.all( [ refreshList(), refresh() ] );
		// The focused button disappeared with its row.
		heading.current?.focus();
	} );
	return (
		<Card>
			<CardHeader>
				<h2 ref={ heading } tabIndex={ -1 }>
					{ __( 'Needs attention', 'ivorey-for-woocommerce' ) }
				</h2>
			</CardHeader>
			<CardBody>
				{ list.error !== null && (
					<Failed error={ list.error } onRetry={ list.refresh } />
				) }
				{ again.error !== null && (
					<Notice
						status="error"
						onRemove={ again.clearError }
						politeness="assertive"
						className="ivorey-notice"
					>
						{ again.error }
					</Notice>
				) }
				{ list.data === null && list.error === null && <Loading /> }
				{ list.data?.length === 0 && (
					<Empty>
						{ __(
							'Nothing needs attention. Ivorey has accepted everything that was sent.',
							'ivorey-for-woocommerce'
						) }
					</Empty>
				) }
				{ list.data !== null && list.data.length > 0 && (
					<>
						<p className="ivorey-hint">
							{ __(
								'These records do not hold up anything else. Each is sent again automatically when it changes.',
								'ivorey-for-woocommerce'
							) }
						</p>
						<Table
							caption={ __(
								'Records that need attention',
								'ivorey-for-woocommerce'
							) }
							rows={ list.data }
							keyOf={ nameOf }
							columns={ [
								{
									id: 'what',
									title: __(
										'Record',
										'ivorey-for-woocommerce'
									),
									isRowHeader: true,
									render: ( row ) => <Name row={ row } />,
								},
								{
									id: 'error',
									title: __(
										'Error',
										'ivorey-for-woocommerce'
									),
									render: ( { error } ) => error ?? '–',
								},
								{
									id: 'since',
									title: __(
										'Changed',
										'ivorey-for-woocommerce'
									),
									render: ( row ) => (
										<Time at={ row.marked_at } />
									),
								},
								{
									id: 'retry',
									title: __(
										'Action',
										'ivorey-for-woocommerce'
									),
									render: ( row ) => (
										<Button
											variant="secondary"
											size="compact"
											aria-label={ sprintf(
												/* translators: %s: what it is, such as "Order 1234". */
												__(
													'Retry: %s',
													'ivorey-for-woocommerce'
												),
												nameOf( row )
											) }
											disabled={ again.busy }
											accessibleWhenDisabled
											onClick={ () => again.run( row ) }
										>
											{ __(
												'Retry',
												'ivorey-for-woocommerce'
											) }
										</Button>
									),
								},
							] }
						/>
					</>
				) }
				<Pager
					label={ __(
						'Pages of records that need attention',
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

function Name( { row }: { row: OutboxRow } ) {
	return row.ivorey_url === null ? (
		<>{ nameOf( row ) }</>
	) : (
		<ExternalLink href={ row.ivorey_url }>{ nameOf( row ) }</ExternalLink>
	);
}

function nameOf( { element, id }: OutboxRow ): string {
	return objectName( element, id );
}
