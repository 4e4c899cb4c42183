<?php
/**
 * Files of this machine, by way of PHP itself.
 *
 * @package Framme
 */

/**
 * The part of it that reads.
 */
class WP_Filesystem_Direct extends WP_Filesystem_Base {

	public function __construct( $arg ) {
		$this->method = 'direct';
		$this->errors = new WP_Error();
	}

	public function exists( $path ) {
		return file_exists( $path );
	}

	public function is_file( $file ) {
		return is_file( $file );
	}

	public function is_readable( $file ) {
		return is_readable( $file );
	}

	public function size( $file ) {
		return filesize( $file );
	}

	public function get_contents( $file ) {
		return file_get_contents( $file );
	}
}
