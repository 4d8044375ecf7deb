import { Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { useNavigation } from '../navigation/use-route';

/** Tells why connecting was given up, on whichever screen follows. */
export function Refused() {
	const { route, go } = useNavigation();
	return route.refused === null ? null : (
		<Notice
			status={ route.refused === DENIED ? 'info' : 'warning' }
			className="ivorey-notice"
			onRemove={ () => go( {}, { replace: true } ) }
		>
			{ refusedText( route.refused ) }
		</Notice>
	);
}

/** ApprovalController.php: the person here declined. */
const DENIED = 'denied_here';

/** Ivorey's error codes are those of RFC 6749, 4.1.2.1. */
function refusedText( error: string ): string {
	switch ( error ) {
		case DENIED:
			return __(
				'You denied the connection. Nothing was saved or sent.',
				'ivorey-for-woocommerce'
			);
		case 'access_denied':
			return __(
				'The connection was declined in Ivorey. Nothing was changed or sent.',
				'ivorey-for-woocommerce'
			);
		default:
			return __(
				'Ivorey could not complete the connection. Nothing was changed or sent. Please try again.',
				'ivorey-for-woocommerce'
			);
	}
}
