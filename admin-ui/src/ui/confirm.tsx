import { Button, Modal, Notice } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { useAction } from '../data/use-action';

interface Props {
	title: string;
	children: ReactNode;
	/** The button's verb. */
	confirm: string;
	/** The other button; "Cancel" unless that would be ambiguous. */
	cancel?: string;
	isDestructive?: boolean;
	onConfirm: () => Promise< void >;
	onClose: () => void;
}

/** Asks before an action that one click cannot undo. Stays open until the action is done. */
export function Confirm( {
	title,
	children,
	confirm,
	cancel = __( 'Cancel', 'ivorey-for-woocommerce' ),
	isDestructive = false,
	onConfirm,
	onClose,
}: Props ) {
	const action = useAction( async () => {
		await onConfirm();
		onClose();
	} );
	return (
		<Modal title={ title } onRequestClose={ onClose } size="medium">
			{ action.error !== null && (
				<Notice status="error" isDismissible={ false }>
					{ action.error }
				</Notice>
			) }
			{ children }
			<div className="ivorey-buttons">
				<Button variant="tertiary" onClick={ onClose }>
					{ cancel }
				</Button>
				<Button
					variant="primary"
					isDestructive={ isDestructive }
					isBusy={ action.busy }
					disabled={ action.busy }
					accessibleWhenDisabled
					onClick={ () => action.run() }
				>
					{ confirm }
				</Button>
			</div>
		</Modal>
	);
}
