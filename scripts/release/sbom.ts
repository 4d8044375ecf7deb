import { execa } from 'execa';

interface Bom {
	serialNumber?: string;
	metadata: { timestamp?: string; component: { name: string } };
	components: Array< { purl: string } >;
	dependencies?: unknown;
}

/**
 * The SBOM of the image, in CycloneDX. The plugin ships no third-party packages, except for those that its panel is
 * built with, which are part of WordPress.
 *
 * @return JSON; the same sources produce the same bytes.
 */
export async function writeSbom( root: string ): Promise< string > {
	const { stdout } = await execa(
		'npm',
		[
			'sbom',
			'--sbom-format=cyclonedx',
			'--package-lock-only',
			'--omit=dev',
			'--omit=optional',
			'--workspace=@ivorey/ingest-api',
		],
		{ cwd: root }
	);
	const bom = JSON.parse( stdout ) as Bom;
	delete bom.serialNumber;
	delete bom.metadata.timestamp;
	// npm uses the name of the folder, which differs between machines.
	bom.metadata.component.name = 'ivorey-for-woocommerce';
	return `${ JSON.stringify( bom, null, '\t' ) }\n`;
}
