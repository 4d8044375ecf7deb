import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';

interface Props {
	label: string;
	page: number;
	hasNext: boolean;
	onPage: ( page: number ) => void;
}

export function Pager( { label, page, hasNext, onPage }: Props ) {
	if ( page === 1 && ! hasNext ) {
		return null;
	}
	return (
		<nav className="ivorey-pager" aria-label={ label }>
			<Button
				variant="secondary"
				size="compact"
				disabled={ page === 1 }
				accessibleWhenDisabled
				onClick={ () => onPage( page - 1 ) }
			>
				{ __( 'Newer', 'ivorey-for-woocommerce' ) }
			</Button>
			<span aria-live="polite">
				{ sprintf(
					/* translators: %d: number of a page. */
					__( 'Page %d', 'ivorey-for-woocommerce' ),
					page
				) }
			</span>
			<Button
				variant="secondary"
				size="compact"
				disabled={ ! hasNext }
				accessibleWhenDisabled
				onClick={ () => onPage( page + 1 ) }
			>
				{ __( 'Older', 'ivorey-for-woocommerce' ) }
			</Button>
		</nav>
	);
}
