import { Dashicon } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Status } from '../api';
import { Link } from '../navigation/link';
import type { Tone } from '../ui/pill';
import { verdictOf } from './verdict';

const ICONS = {
	good: 'yes-alt',
	attention: 'warning',
	bad: 'warning',
	neutral: 'update',
} as const satisfies Record< Tone, string >;

/** The state of the store in one line, above everything else. */
export function VerdictLine( { status }: { status: Status } ) {
	const { tone, text, see } = verdictOf( status );
	return (
		<div className={ `ivorey-verdict is-${ tone }` }>
			<Dashicon icon={ ICONS[ tone ] } aria-hidden="true" />
			<strong role="status">{ text }</strong>
			{ see !== null && (
				<Link to={ { tab: see } }>
					{ __( 'See why', 'ivorey-for-woocommerce' ) }
				</Link>
			) }
		</div>
	);
}
