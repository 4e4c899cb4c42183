<?php
/**
 * Keeps the drawers in a folder, a file each, so that they outlive a request.
 *
 * @package Framme
 */

/**
 * A change holds the file's lock; a reader sees the file before it or after it, never half of it.
 */
final class Pretend_Files extends Pretend_Kept {

	/**
	 * Where the files are.
	 *
	 * @var string
	 */
	private $folder;

	/**
	 * Use a folder, made if need be.
	 *
	 * @param string $folder Where.
	 */
	public function __construct( string $folder ) {
		$this->folder = $folder;
		if ( ! is_dir( $folder ) && ! mkdir( $folder, 0700, true ) && ! is_dir( $folder ) ) {
			throw new RuntimeException( "cannot make $folder" );
		}
	}

	/**
	 * Change a drawer under its lock.
	 *
	 * @param string   $drawer Its name.
	 * @param callable $change Is given what it holds and returns what it shall hold.
	 */
	public function change( string $drawer, callable $change ): void {
		$lock = fopen( $this->path( $drawer ) . '.lock', 'c' );
		flock( $lock, LOCK_EX );
		try {
			parent::change( $drawer, $change );
		} finally {
			fclose( $lock );
		}
	}

	/**
	 * Read a drawer's file.
	 *
	 * @param string $drawer Its name.
	 */
	protected function read( string $drawer ): string {
		$path = $this->path( $drawer );
		return is_file( $path ) ? (string) file_get_contents( $path ) : '';
	}

	/**
	 * Write a drawer's file anew.
	 *
	 * @param string $drawer  Its name.
	 * @param string $content What it holds, serialised.
	 */
	protected function write( string $drawer, string $content ): void {
		$new = $this->path( $drawer ) . '.' . getmypid();
		file_put_contents( $new, $content );
		rename( $new, $this->path( $drawer ) );
	}

	/**
	 * Return a drawer's file.
	 *
	 * @param string $drawer Its name.
	 */
	private function path( string $drawer ): string {
		return $this->folder . '/' . $drawer;
	}
}
