<?php
/**
 * Keeps what WordPress keeps in its database, as named drawers: in memory, or in files of a folder
 * that several processes share. Orders are kept elsewhere.
 *
 * @package Framme
 */

/**
 * Drawers of values by key. Values are copied when they go in and out, as in a database.
 */
class Pretend_Kept {

	/**
	 * What each drawer holds, serialised.
	 *
	 * @var array<string, string>
	 */
	private $drawers = array();

	/**
	 * Return a drawer.
	 *
	 * @param string $drawer Its name.
	 * @return array<string|int, mixed>
	 */
	public function all( string $drawer ): array {
		$kept = $this->read( $drawer );
		return '' === $kept ? array() : unserialize( $kept );
	}

	/**
	 * Change a drawer: nobody else does at the same time.
	 *
	 * @param string   $drawer Its name.
	 * @param callable $change Is given what it holds and returns what it shall hold.
	 */
	public function change( string $drawer, callable $change ): void {
		$this->write( $drawer, serialize( $change( $this->all( $drawer ) ) ) );
	}

	/**
	 * Return everything, to be put back later.
	 *
	 * @return array<string, string>
	 */
	public function copy(): array {
		return $this->drawers;
	}

	/**
	 * Put everything back.
	 *
	 * @param array<string, string> $copy What copy() has returned.
	 */
	public function put_back( array $copy ): void {
		$this->drawers = $copy;
	}

	/**
	 * Read a drawer.
	 *
	 * @param string $drawer Its name.
	 */
	protected function read( string $drawer ): string {
		return $this->drawers[ $drawer ] ?? '';
	}

	/**
	 * Write a drawer.
	 *
	 * @param string $drawer  Its name.
	 * @param string $content What it holds, serialised.
	 */
	protected function write( string $drawer, string $content ): void {
		$this->drawers[ $drawer ] = $content;
	}
}
