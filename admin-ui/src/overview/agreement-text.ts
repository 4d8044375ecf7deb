import { __, _n, sprintf } from '@wordpress/i18n';
import type { Agreement } from '../api';
import { numberText } from '../text/figures';

/** After a repair the result is unknown until the next comparison. */
export function standingOf( {
	agrees,
	repaired,
}: Pick< Agreement, 'agrees' | 'repaired' > ):
	'agrees' | 'repaired' | 'differs' {
	if ( agrees ) {
		return 'agrees';
	}
	return repaired > 0 ? 'repaired' : 'differs';
}

/** The result of a full comparison, with `<time/>` as the placeholder of its time. */
export function agreementText( agreement: Agreement ): string {
	const { alike, compared, differing } = agreement;
	switch ( standingOf( agreement ) ) {
		case 'agrees':
			return sprintf(
				/* translators: 1: how many records are alike, 2: how many were compared. */
				__(
					'%1$s of %2$s records match, <time/>.',
					'ivorey-for-woocommerce'
				),
				numberText( alike ),
				numberText( compared )
			);
		case 'repaired':
			return sprintf(
				/* translators: 1: how many records were not alike, 2: how many were compared. */
				_n(
					'%1$s of %2$s records differed, <time/>, and is being sent again. The next comparison runs in about ten minutes.',
					'%1$s of %2$s records differed, <time/>, and are being sent again. The next comparison runs in about ten minutes.',
					differing,
					'ivorey-for-woocommerce'
				),
				numberText( differing ),
				numberText( compared )
			);
		default:
			return sprintf(
				/* translators: 1: how many records are not alike, 2: how many were compared. */
				_n(
					'%1$s of %2$s records differs, <time/>.',
					'%1$s of %2$s records differ, <time/>.',
					differing,
					'ivorey-for-woocommerce'
				),
				numberText( differing ),
				numberText( compared )
			);
	}
}

/** The result of a comparison of delivered records, with `<time/>` as the placeholder of its time. */
export function checkText( check: Agreement ): string {
	switch ( standingOf( check ) ) {
		case 'agrees':
			return __( 'Quick check <time/>', 'ivorey-for-woocommerce' );
		case 'repaired':
			return sprintf(
				/* translators: %s: how many records. */
				_n(
					'Quick check <time/>: %s record was missing or outdated in Ivorey and is being sent again',
					'Quick check <time/>: %s records were missing or outdated in Ivorey and are being sent again',
					check.differing,
					'ivorey-for-woocommerce'
				),
				numberText( check.differing )
			);
		default:
			return sprintf(
				/* translators: %s: how many records. */
				_n(
					'Quick check <time/>: %s record is missing or outdated in Ivorey',
					'Quick check <time/>: %s records are missing or outdated in Ivorey',
					check.differing,
					'ivorey-for-woocommerce'
				),
				numberText( check.differing )
			);
	}
}
