<?php
/**
 * The database, as far as a plugin may see it: WooCommerce's keys, the names of options, which tables
 * there are, and orders' meta data to be deleted. All else has functions.
 *
 * @package Framme
 */

/**
 * Knows the few questions that are asked of it, and refuses all others.
 */
final class Pretend_Database {

	public $prefix  = 'wp_';
	public $options = 'wp_options';

	public function esc_like( $text ) {
		return addcslashes( $text, '_%\\' );
	}

	public function prepare( $query, ...$args ) {
		$args  = isset( $args[0] ) && is_array( $args[0] ) ? $args[0] : $args;
		$place = 0;
		return preg_replace_callback(
			'/%[sdfi]/',
			function ( $found ) use ( $args, &$place ) {
				$value = $args[ $place++ ];
				if ( '%i' === $found[0] ) {
					return '`' . $value . '`';
				}
				return '%d' === $found[0] ? (string) (int) $value : "'" . addslashes( (string) $value ) . "'";
			},
			$query
		);
	}

	/**
	 * Return the rows of a question about keys whose description begins with something.
	 *
	 * @param string $query  SELECT … FROM wp_woocommerce_api_keys [WHERE description LIKE '…%'].
	 * @param string $output Only arrays and objects.
	 */
	public function get_results( $query = null, $output = 'OBJECT' ) {
		return array_map(
			static function ( $row ) use ( $output ) {
				return 'ARRAY_A' === $output ? $row : (object) $row;
			},
			$this->rows( (string) $query )
		);
	}

	public function get_col( $query = null, $x = 0 ) {
		if ( preg_match( '/^SELECT option_name FROM `wp_options` WHERE option_name LIKE \'(.*)%\'$/', (string) $query, $found ) ) {
			$begins = stripslashes( stripslashes( $found[1] ) );
			return array_values(
				array_filter(
					array_keys( Pretend::$kept->all( 'options' ) ),
					static function ( $name ) use ( $begins ) {
						return 0 === strpos( (string) $name, $begins );
					}
				)
			);
		}
		return array_column( $this->rows( (string) $query ), 'key_id' );
	}

	public function get_var( $query = null, $x = 0, $y = 0 ) {
		if ( preg_match( '/^SHOW TABLES LIKE \'(.*)\'$/', (string) $query, $found ) ) {
			$table = stripslashes( stripslashes( $found[1] ) );
			$there = array( 'wp_options', 'wp_posts', 'wp_woocommerce_api_keys', 'hpos' === Pretend::$storage ? 'wp_wc_orders_meta' : '' );
			return in_array( $table, $there, true ) ? $table : null;
		}
		return 1 === preg_match( '/count\s*\(/i', (string) $query ) ? (string) count( $this->rows( (string) $query ) ) : ( $this->get_col( $query )[0] ?? null );
	}

	public function query( $query ) {
		$gone = $this->get_col( $query );
		if ( 0 === stripos( trim( $query ), 'DELETE' ) ) {
			$this->remove( $gone );
		}
		return count( $gone );
	}

	public function delete( $table, $where, $where_format = null ) {
		if ( 'wp_wc_orders_meta' === $table && array( 'meta_key' ) === array_keys( $where ) ) {
			return pretend_delete_meta_everywhere( $where['meta_key'] );
		}
		if ( 'wp_woocommerce_api_keys' !== $table || array( 'key_id' ) !== array_keys( $where ) ) {
			throw new LogicException( "this database cannot delete from $table" );
		}
		$this->remove( array( (int) $where['key_id'] ) );
		return 1;
	}

	private function remove( array $ids ): void {
		Pretend::$kept->change(
			'api_keys',
			static function ( array $all ) use ( $ids ) {
				return array_filter(
					$all,
					static function ( $row ) use ( $ids ) {
						return ! in_array( (int) $row['key_id'], array_map( 'intval', $ids ), true );
					}
				);
			}
		);
	}

	private function rows( string $query ): array {
		if ( ! preg_match( '/FROM\s+`?wp_woocommerce_api_keys`?(?:\s+WHERE\s+`?description`?\s+LIKE\s+\'((?:[^\'\\\\]|\\\\.)*)%\')?\s*;?$/i', trim( $query ), $found ) ) {
			throw new LogicException( "this database does not know: $query" );
		}
		$begins = stripslashes( stripslashes( $found[1] ?? '' ) );
		return array_values(
			array_filter(
				Pretend::$kept->all( 'api_keys' ),
				static function ( $row ) use ( $begins ) {
					return '' === $begins || 0 === strpos( $row['description'], $begins );
				}
			)
		);
	}
}

$GLOBALS['wpdb'] = new Pretend_Database();
