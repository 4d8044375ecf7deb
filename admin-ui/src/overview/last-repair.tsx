import { createInterpolateElement } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Repair } from '../api';
import { numberText } from '../text/figures';
import { Time } from '../ui/time';
import { Differences } from './differences';

/** What a comparison sent again last, and why it was needed. */
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
						{ __(
							'What was sent again',
							'ivorey-for-woocommerce'
						) }
					</summary>
					<Differences
						caption={ __(
							'What was sent again',
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
				'%s record that differed was last sent again <time/>.',
				'%s records that differed were last sent again <time/>.',
				differing,
				'ivorey-for-woocommerce'
			),
			numberText( differing )
		);
	}
	return differing === 0
		? __(
				'The plugin did not run from <from/> to <to/>. Nothing had changed meanwhile (compared <time/>).',
				'ivorey-for-woocommerce'
			)
		: sprintf(
				/* translators: %s: a number of records. */
				_n(
					'The plugin did not run from <from/> to <to/>. %s record had changed meanwhile and was sent <time/>.',
					'The plugin did not run from <from/> to <to/>. %s records had changed meanwhile and were sent <time/>.',
					differing,
					'ivorey-for-woocommerce'
				),
				numberText( differing )
			);
}
