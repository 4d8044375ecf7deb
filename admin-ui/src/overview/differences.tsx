import { ExternalLink } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { ExclusionReason } from '@ivorey/shared';
import type { Difference } from '../api';
import { numberText } from '../text/figures';
import { elementName, exclusionText } from '../text/words';
import { Table } from '../ui/table';

/** The records that differed in a comparison, and how. */
export function Differences( {
	caption,
	rows,
	number,
}: {
	caption: string;
	rows: Difference[];
	/** The number of differing records; `rows` holds only the first. */
	number: number;
} ) {
	return (
		<>
			<Table
				caption={ caption }
				rows={ rows }
				keyOf={ ( { element, id } ) => `${ element }/${ id }` }
				columns={ [
					{
						id: 'title',
						title: __( 'Record', 'ivorey-for-woocommerce' ),
						isRowHeader: true,
						render: ( { title, edit_url: url } ) =>
							url === null ? (
								title
							) : (
								<ExternalLink href={ url }>
									{ title }
								</ExternalLink>
							),
					},
					{
						id: 'element',
						title: __( 'Element', 'ivorey-for-woocommerce' ),
						render: ( { element } ) => elementName( element ),
					},
					{
						id: 'how',
						title: __( 'In Ivorey', 'ivorey-for-woocommerce' ),
						render: howText,
					},
				] }
			/>
			{ number > rows.length && (
				<p className="ivorey-hint">
					{ sprintf(
						/* translators: %s: a number. */
						__( '… and %s more.', 'ivorey-for-woocommerce' ),
						numberText( number - rows.length )
					) }
				</p>
			) }
		</>
	);
}

function howText( { state, why }: Difference ): string {
	switch ( state ) {
		case 'missing':
			return __( 'Missing', 'ivorey-for-woocommerce' );
		case 'older':
			return __( 'Outdated', 'ivorey-for-woocommerce' );
		case 'untraced':
			return __(
				'Only in Ivorey, unknown in this store',
				'ivorey-for-woocommerce'
			);
		case 'excluded':
			return sprintf(
				/* translators: %s: why. */
				__( 'Excluded: %s', 'ivorey-for-woocommerce' ),
				exclusionText( why as ExclusionReason )
			);
		case 'rejected':
			return why === ''
				? __( 'Rejected', 'ivorey-for-woocommerce' )
				: sprintf(
						/* translators: %s: an error message. */
						__( 'Rejected: %s', 'ivorey-for-woocommerce' ),
						why
					);
	}
}
