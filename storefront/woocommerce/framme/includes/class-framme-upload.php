<?php
/**
 * Takes the file a merchant has sent in a form and returns what is in it. It keeps nothing: the file
 * never gets an address.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Checks before anything is read.
 */
final class Framme_Upload {

	/** What a list may end with, and what WordPress calls that. */
	const KINDS = array(
		'csv' => 'text/csv',
		'txt' => 'text/plain',
		'tsv' => 'text/tab-separated-values',
	);

	/**
	 * Return what is in an uploaded file, or what is wrong with it.
	 *
	 * @param array<string, mixed> $file An entry of $_FILES.
	 * @return string|WP_Error
	 */
	public static function read( array $file ) {
		$wrong = self::wrong( $file );
		if ( '' !== $wrong ) {
			return new WP_Error( 'file', $wrong );
		}
		$path = (string) $file['tmp_name'];
		if ( ! is_uploaded_file( $path ) ) {
			return new WP_Error( 'file', __( 'The file could not be read. Try again.', 'framme' ) );
		}
		return self::contents( $path );
	}

	/**
	 * Return what is in a file on this server, or an error.
	 *
	 * @param string $path Where it is.
	 * @return string|WP_Error
	 */
	public static function contents( string $path ) {
		require_once ABSPATH . 'wp-admin/includes/class-wp-filesystem-base.php';
		require_once ABSPATH . 'wp-admin/includes/class-wp-filesystem-direct.php';
		$files = new WP_Filesystem_Direct( null );
		if ( ! $files->is_file( $path ) || ! $files->is_readable( $path ) ) {
			return new WP_Error( 'file', __( 'The file could not be read. Try again.', 'framme' ) );
		}
		if ( Framme_Csv::MOST_BYTES < $files->size( $path ) ) {
			return new WP_Error( 'file', __( 'The file is too big: 2 MB is the most.', 'framme' ) );
		}
		return (string) $files->get_contents( $path );
	}

	/**
	 * Say what is wrong with an upload as the server tells of it; nothing if all is well.
	 *
	 * @param array<string, mixed> $file An entry of $_FILES.
	 */
	private static function wrong( array $file ): string {
		$error = Framme_Read::number( $file, 'error' );
		if ( in_array( $error, array( UPLOAD_ERR_INI_SIZE, UPLOAD_ERR_FORM_SIZE ), true ) || Framme_Csv::MOST_BYTES < Framme_Read::number( $file, 'size' ) ) {
			return __( 'The file is too big: 2 MB is the most.', 'framme' );
		}
		if ( UPLOAD_ERR_NO_FILE === $error || '' === Framme_Read::text( $file, 'tmp_name' ) ) {
			return __( 'Choose a file.', 'framme' );
		}
		if ( UPLOAD_ERR_OK !== $error ) {
			return __( 'The file did not arrive in one piece. Try again.', 'framme' );
		}
		$kind = wp_check_filetype( sanitize_file_name( Framme_Read::text( $file, 'name' ) ), self::KINDS );
		return $kind['ext'] ? '' : __( 'Choose a CSV file: its name ends with .csv, .txt or .tsv.', 'framme' );
	}
}
