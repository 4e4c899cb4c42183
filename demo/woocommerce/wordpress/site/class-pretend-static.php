<?php
/**
 * Sends files: those of the plugin that browsers may have, and the site's own styles.
 *
 * @package Framme
 */

/**
 * Nothing that is run is sent, and nothing outside the two folders.
 */
final class Pretend_Static {

	const KINDS = array(
		'css'  => 'text/css; charset=utf-8',
		'js'   => 'text/javascript; charset=utf-8',
		'json' => 'application/json',
		'svg'  => 'image/svg+xml',
		'png'  => 'image/png',
	);

	/**
	 * Send a file if the address is one's, and say whether it was.
	 *
	 * @param string $path Below the site.
	 */
	public static function send( string $path ): bool {
		$folders = array(
			'wp-content/plugins/framme/' => (string) getenv( 'PRETEND_PLUGIN' ),
			'wp-admin/pretend/'          => __DIR__,
		);
		foreach ( $folders as $begins => $folder ) {
			if ( 0 === strpos( $path, $begins ) ) {
				self::send_from( $folder, rawurldecode( substr( $path, strlen( $begins ) ) ) );
				return true;
			}
		}
		return false;
	}

	/**
	 * Send a file of a folder.
	 *
	 * @param string $folder The folder.
	 * @param string $name   The file in it.
	 */
	private static function send_from( string $folder, string $name ): void {
		$file = realpath( "$folder/$name" );
		$kind = self::KINDS[ strtolower( pathinfo( $name, PATHINFO_EXTENSION ) ) ] ?? '';
		if ( ! $file || '' === $kind || 0 !== strpos( $file, realpath( $folder ) . '/' ) || ! is_file( $file ) ) {
			http_response_code( 404 );
			return;
		}
		header( "Content-Type: $kind" );
		header( 'X-Content-Type-Options: nosniff' );
		header( 'Cache-Control: no-cache' );
		readfile( $file );
	}
}
