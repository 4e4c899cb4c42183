<?php
/**
 * Keeps which scripts and styles are known and asked for, and prints each once, after what it needs.
 *
 * @package Framme
 */

/**
 * What is registered and asked for, of one kind.
 */
final class Pretend_Assets {

	/**
	 * The scripts.
	 *
	 * @var self
	 */
	public static $scripts;

	/**
	 * The styles.
	 *
	 * @var self
	 */
	public static $styles;

	/** By handle: src, deps, ver, args, before, after. */
	public $registered = array();

	/** Handles. */
	public $queue = array();

	/** Handles. */
	public $done = array();

	public function add( string $handle, $src, array $deps, $ver, $args ): bool {
		if ( isset( $this->registered[ $handle ] ) ) {
			return false;
		}
		$this->registered[ $handle ] = array(
			'src'    => $src,
			'deps'   => $deps,
			'ver'    => $ver,
			'args'   => $args,
			'before' => array(),
			'after'  => array(),
		);
		return true;
	}

	/**
	 * Say whether a handle is known, asked for, or printed.
	 *
	 * @param string $handle The handle.
	 * @param string $list   registered, enqueued or done.
	 */
	public function is( string $handle, string $list ): bool {
		if ( 'registered' === $list ) {
			return isset( $this->registered[ $handle ] );
		}
		return in_array( $handle, in_array( $list, array( 'done', 'to_do' ), true ) ? $this->done : $this->queue, true );
	}

	/**
	 * Print what is asked for and has not been printed, each after what it needs.
	 *
	 * @param callable $write  Is given a handle and what is known of it.
	 * @param callable $wanted Says whether it is printed now.
	 */
	public function print_all( callable $write, callable $wanted ): void {
		foreach ( $this->queue as $handle ) {
			if ( $wanted( $this->registered[ $handle ] ?? array( 'args' => null ) ) ) {
				$this->print_one( $handle, $write );
			}
		}
	}

	private function print_one( string $handle, callable $write ): bool {
		if ( in_array( $handle, $this->done, true ) ) {
			return true;
		}
		if ( ! isset( $this->registered[ $handle ] ) ) {
			return false;
		}
		foreach ( $this->registered[ $handle ]['deps'] as $needed ) {
			if ( ! $this->print_one( $needed, $write ) ) {
				return false;
			}
		}
		$this->done[] = $handle;
		$write( $handle, $this->registered[ $handle ] );
		return true;
	}

	/**
	 * Return the address of a file, with its version.
	 *
	 * @param array $asset What is known of it.
	 */
	public static function address( array $asset ): string {
		$version = false === $asset['ver'] ? Pretend::WORDPRESS : $asset['ver'];
		return null === $version ? $asset['src'] : add_query_arg( 'ver', $version, $asset['src'] );
	}

	/**
	 * Begin anew, with the names of WordPress's own.
	 */
	public static function begin(): void {
		self::$scripts = new self();
		self::$styles  = new self();
		foreach ( array( 'jquery', 'jquery-core', 'wp-i18n', 'wp-hooks', 'wp-element', 'wp-components', 'wp-blocks', 'wp-block-editor', 'wp-server-side-render', 'wp-data', 'wp-api-fetch', 'wp-polyfill', 'wp-dom-ready', 'wp-a11y', 'wc-blocks-checkout' ) as $name ) {
			self::$scripts->add( $name, false, array(), null, false );
		}
		foreach ( array( 'wp-components', 'dashicons', 'common', 'forms' ) as $name ) {
			self::$styles->add( $name, false, array(), null, false );
		}
	}
}

Pretend_Assets::begin();
