import {
	Card,
	CardBody,
	CardHeader,
	ExternalLink,
} from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Element, ExclusionReason } from '@ivorey/shared';
import {
	fetchExclusions,
	PER_PAGE,
	type Excluded as ExcludedItem,
} from '../api';
import { usePolled } from '../data/use-polled';
import { Link } from '../navigation/link';
import { numberText } from '../text/figures';
import { elementName, exclusionText, recordName } from '../text/words';
import { Pager } from '../ui/pager';
import { ScreenTitle } from '../ui/screen-title';
import { Empty, Failed, Loading } from '../ui/states';
import { Table, type Column } from '../ui/table';

/** R13: variations are listed with their products, which are in Ivorey. */
const VARIATIONS: Column< ExcludedItem > = {
	id: 'number',
	title: __( 'Variations', 'ivorey-for-woocommerce' ),
	isNumber: true,
	render: ( { number } ) => numberText( number ),
};

/** R18: the records that are excluded for a reason. */
export function Excluded( {
	element,
	reason,
}: {
	element: string;
	reason: string;
} ) {
	const [ page, setPage ] = useState( 1 );
	const ask = useCallback(
		() => fetchExclusions( element, reason, page ),
		[ element, reason, page ]
	);
	const { data, error, refresh } = usePolled( ask );
	return (
		<Card>
			<CardHeader>
				<ScreenTitle>
					{ sprintf(
						/* translators: 1: kind of thing, such as "Products", 2: why some are excluded. */
						__( '%1$s excluded: %2$s', 'ivorey-for-woocommerce' ),
						elementName( element as Element ),
						exclusionText( reason as ExclusionReason )
					) }
				</ScreenTitle>
			</CardHeader>
			<CardBody>
				<p>
					<Link to={ { tab: 'overview' } }>
						{ __( '← Overview', 'ivorey-for-woocommerce' ) }
					</Link>
				</p>
				{ error !== null && (
					<Failed error={ error } onRetry={ refresh } />
				) }
				{ data === null && error === null && <Loading /> }
				{ data?.items.length === 0 && (
					<Empty>
						{ __(
							'Nothing is excluded for this reason anymore.',
							'ivorey-for-woocommerce'
						) }
					</Empty>
				) }
				{ data !== null && data.items.length > 0 && (
					<Table
						caption={ exclusionText( reason as ExclusionReason ) }
						rows={ data.items }
						keyOf={ ( { id } ) => id }
						columns={ [
							{
								id: 'title',
								title: __( 'Name', 'ivorey-for-woocommerce' ),
								isRowHeader: true,
								render: ( { title, id, edit_url: url } ) =>
									url === null ? (
										title || id
									) : (
										<ExternalLink href={ url }>
											{ title || id }
										</ExternalLink>
									),
							},
							...( reason === 'variant_no_price'
								? [ VARIATIONS ]
								: [] ),
							{
								id: 'id',
								title: __( 'ID', 'ivorey-for-woocommerce' ),
								render: ( { id } ) =>
									element === 'transactions'
										? recordName( element, id )
										: id,
							},
						] }
					/>
				) }
				<Pager
					label={ __(
						'Pages of the list',
						'ivorey-for-woocommerce'
					) }
					page={ page }
					hasNext={ data !== null && data.total > page * PER_PAGE }
					onPage={ setPage }
				/>
			</CardBody>
		</Card>
	);
}
