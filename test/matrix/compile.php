<?php
/**
 * Compiles each PHP file of a zip, without running it: `php compile.php <zip> <empty folder>`.
 *
 * Prints the number of files, if none has an error, a warning or a deprecation.
 *
 * @package Ivorey\WooCommerce
 */

[ , $ivorey_zip, $ivorey_folder ] = $argv;

$ivorey_archive = new ZipArchive();
if ( true !== $ivorey_archive->open( $ivorey_zip ) || ! $ivorey_archive->extractTo( $ivorey_folder ) ) {
	throw new RuntimeException( "$ivorey_zip cannot be unpacked" );
}

$ivorey_files = 0;
foreach ( new RecursiveIteratorIterator( new RecursiveDirectoryIterator( $ivorey_folder, FilesystemIterator::SKIP_DOTS ) ) as $ivorey_file ) {
	if ( 'php' === $ivorey_file->getExtension() ) {
		opcache_compile_file( $ivorey_file->getPathname() );
		++$ivorey_files;
	}
}
echo $ivorey_files;
