import { createInterpolateElement } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Repair } from '../api';
import { numberText } from '../text/figures';
import { Time } from '../ui/time';
import { Differences } from './differences';

/** The records that a comparison last sent again, and why that was needed. */
export function LastRepair( { repair }: { repair: Repair } ) {
	return (
		<>
			<p>
				{ createInterpolateElement( textOf( repair ), {
					time: <Time at={ repair.finished_at } />,
					from: <Time at={ repair.absence?.from ?? '' } />,
					to: <Time at={ repair.absence?.to ?? '' } />,
				} ) }
			</p>
			{ repair.differences.length > 0 && (
				<details>
					<summary>
						{ __( 'Records sent again', 'ivorey-for-woocommerce' ) }
					</summary>
					<Differences
						caption={ __(
							'Records sent again',
							'ivorey-for-woocommerce'
						) }
						rows={ repair.differences }
						number={ repair.differing }
					/>
				</details>
			) }
		</>
	);
}

function textOf( { absence, differing }: Repair ): string {
	if ( absence === null ) {
		return sprintf(
			/* translators: %s: a number of records. */
			_n(
				'%s record that differed was sent again on <time/>.',
				'%s records that differed were sent again on <time/>.',
				differing,
				'ivorey-for-woocommerce'
			),
			numberText( differing )
		);
	}
	return differing === 0
		? __(
				'The plugin was not running from <from/> to <to/>. Nothing changed in the meantime (compared on <time/>).',
				'ivorey-for-woocommerce'
			)
		: sprintf(
				/* translators: %s: a number of records. */
				_n(
					'The plugin was not running from <from/> to <to/>. %s record changed in the meantime and was sent on <time/>.',
					'The plugin was not running from <from/> to <to/>. %s records changed in the meantime and were sent on <time/>.',
					differing,
					'ivorey-for-woocommerce'
				),
				numberText( differing )
			);
}
