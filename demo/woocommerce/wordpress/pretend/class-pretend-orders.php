<?php
/**
 * The shop's orders as documents of WooCommerce's REST interface; here they are kept beside all else.
 *
 * @package Framme
 */

/**
 * Orders by id.
 */
class Pretend_Orders {

	/**
	 * Return an order's document, or null.
	 *
	 * @param int $id Its id.
	 * @return array<string, mixed>|null
	 */
	public function find( int $id ): ?array {
		return Pretend::$kept->all( 'orders' )[ $id ] ?? null;
	}

	/**
	 * Return documents of orders, newest first, and how many there are in all.
	 *
	 * @param array<string, mixed> $wanted customer, status (list), ids (list), search, page, per_page (0: all).
	 * @return array{orders: list<array<string, mixed>>, total: int}
	 */
	public function search( array $wanted ): array {
		$found = array();
		foreach ( Pretend::$kept->all( 'orders' ) as $order ) {
			if ( self::is_wanted( $order, $wanted ) ) {
				$found[] = $order;
			}
		}
		usort(
			$found,
			static function ( $one, $other ) {
				return array( $other['date_created_gmt'], $other['id'] ) <=> array( $one['date_created_gmt'], $one['id'] );
			}
		);
		$size = (int) ( $wanted['per_page'] ?? 0 );
		$page = max( 1, (int) ( $wanted['page'] ?? 1 ) );
		return array(
			'orders' => 0 < $size ? array_slice( $found, $size * ( $page - 1 ), $size ) : $found,
			'total'  => count( $found ),
		);
	}

	/**
	 * Say whether an order is among those wanted.
	 *
	 * @param array<string, mixed> $order  Its document.
	 * @param array<string, mixed> $wanted As for search().
	 */
	protected static function is_wanted( array $order, array $wanted ): bool {
		if ( isset( $wanted['customer'] ) && (int) $wanted['customer'] !== (int) $order['customer_id'] ) {
			return false;
		}
		if ( isset( $wanted['ids'] ) && ! in_array( (int) $order['id'], array_map( 'intval', $wanted['ids'] ), true ) ) {
			return false;
		}
		if ( isset( $wanted['status'] ) ? ! in_array( $order['status'], $wanted['status'], true ) : 'trash' === $order['status'] ) {
			return false;
		}
		$text = implode( ' ', array_merge( array( $order['id'], $order['number'] ), array_values( $order['billing'] ) ) );
		return ! isset( $wanted['search'] ) || '' === $wanted['search'] || false !== stripos( $text, $wanted['search'] );
	}

	/**
	 * Keep a whole document, for tests.
	 *
	 * @param array<string, mixed> $order The document.
	 */
	public function put( array $order ): void {
		Pretend::$kept->change(
			'orders',
			static function ( array $all ) use ( $order ) {
				$all[ $order['id'] ] = $order;
				return $all;
			}
		);
	}

	/**
	 * Write entries of an order's meta; null takes one away.
	 *
	 * @param int                  $id      The order's id.
	 * @param array<string, mixed> $changes By key.
	 */
	public function write_meta( int $id, array $changes ): void {
		$order = $this->find( $id );
		$left  = array_filter(
			$order['meta_data'],
			static function ( $entry ) use ( $changes ) {
				return ! array_key_exists( $entry['key'], $changes );
			}
		);
		foreach ( $changes as $key => $value ) {
			if ( null !== $value ) {
				$left[] = array(
					'id'    => crc32( $key ),
					'key'   => $key,
					'value' => $value,
				);
			}
		}
		$order['meta_data'] = array_values( $left );
		$this->put( $order );
	}

	/**
	 * Give an order another status.
	 *
	 * @param int    $id     The order's id.
	 * @param string $status Without "wc-".
	 */
	public function set_status( int $id, string $status ): void {
		$this->put( array( 'status' => $status ) + $this->find( $id ) );
	}

	/**
	 * Put an order into the bin.
	 *
	 * @param int $id The order's id.
	 */
	public function trash( int $id ): void {
		$order = $this->find( $id );
		$this->put( array( 'status' => 'trash', 'pretend_before' => $order['status'] ) + $order );
	}

	/**
	 * Take it out again.
	 *
	 * @param int $id The order's id.
	 */
	public function untrash( int $id ): void {
		$order = $this->find( $id );
		$this->set_status( $id, $order['pretend_before'] ?? 'pending' );
	}

	/**
	 * Delete an order for good.
	 *
	 * @param int $id The order's id.
	 */
	public function erase( int $id ): void {
		Pretend::$kept->change(
			'orders',
			static function ( array $all ) use ( $id ) {
				unset( $all[ $id ] );
				return $all;
			}
		);
	}

	/**
	 * Return an order's fulfilments.
	 *
	 * @param int $id The order's id.
	 * @return list<array<string, mixed>>
	 */
	public function fulfillments( int $id ): array {
		return $this->find( $id )['pretend_fulfillments'] ?? array();
	}

	/**
	 * Let those who listen to an action know of it.
	 *
	 * @param string $hook Its name.
	 * @param mixed  $arg  What it was done with.
	 */
	public function tell( string $hook, $arg ): void {
		Pretend::$kept->change(
			'told',
			static function ( array $all ) use ( $hook, $arg ) {
				$all[] = array( $hook, $arg );
				return $all;
			}
		);
	}
}
