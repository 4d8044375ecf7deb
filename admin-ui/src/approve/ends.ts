/**
 * The codes of AuthorizationFailed.php that mean the link itself is invalid; any other error may pass while the link
 * lives.
 */
export function isForGood( code: string | undefined ): boolean {
	return (
		mayBeConnected( code ) ||
		[
			'ivorey_code_invalid',
			'ivorey_state_unknown',
			'ivorey_api_missing',
			'ivorey_api_invalid',
			'ivorey_api_other',
		].includes( code ?? '' )
	);
}

/** Whether Ivorey may have connected the store although the store never received the credentials. */
export function mayBeConnected( code: string | undefined ): boolean {
	return code === 'ivorey_code_used_up';
}
