<?php
/**
 * Reads and changes the orders of the pretend shop that runs in Python, over its bridge.
 *
 * @package Framme
 */

/**
 * The same as in memory, but each question is an HTTP request; an answer is kept for this request.
 */
final class Pretend_Bridge extends Pretend_Orders {

	/**
	 * Where the bridge is.
	 *
	 * @var string
	 */
	private $address;

	/**
	 * What lets us in.
	 *
	 * @var string
	 */
	private $secret;

	/**
	 * Answers heard in this request, by what was asked.
	 *
	 * @var array<string, mixed>
	 */
	private $heard = array();

	/**
	 * Take where the bridge is.
	 *
	 * @param string $address Its address.
	 * @param string $secret  What lets us in.
	 */
	public function __construct( string $address, string $secret ) {
		$this->address = $address;
		$this->secret  = $secret;
	}

	/**
	 * Return what the site is.
	 *
	 * @return array<string, mixed>
	 */
	public function site(): array {
		return $this->ask( 'GET', 'site' ) ?? array();
	}

	/**
	 * Return those who have an account, as users.
	 *
	 * @return list<array<string, mixed>>
	 */
	public function customers(): array {
		$users = array();
		foreach ( $this->ask( 'GET', 'customers' )['customers'] ?? array() as $customer ) {
			$users[] = array(
				'ID'           => $customer['id'],
				'user_login'   => $customer['username'],
				'user_email'   => $customer['email'],
				'display_name' => trim( $customer['first_name'] . ' ' . $customer['last_name'] ),
				'first_name'   => $customer['first_name'],
				'last_name'    => $customer['last_name'],
				'roles'        => array( 'customer' ),
			);
		}
		return $users;
	}

	public function find( int $id ): ?array {
		return $this->ask( 'GET', "orders/$id" );
	}

	public function search( array $wanted ): array {
		$query = array();
		foreach ( array( 'customer', 'search', 'page' ) as $name ) {
			if ( isset( $wanted[ $name ] ) && '' !== $wanted[ $name ] ) {
				$query[ $name ] = $wanted[ $name ];
			}
		}
		if ( isset( $wanted['ids'] ) ) {
			$query['ids'] = implode( ',', $wanted['ids'] );
		}
		// The bridge knows no statuses: all are asked for, and the page is cut here.
		$by_status = isset( $wanted['status'] );
		$size      = (int) ( $wanted['per_page'] ?? 0 );
		$query    += array( 'per_page' => $by_status || ! $size ? 1000 : $size );
		$heard     = $this->ask( 'GET', 'orders?' . http_build_query( $by_status ? array( 'page' => 1 ) + $query : $query ) );
		$orders    = $heard['orders'] ?? array();
		if ( ! $by_status ) {
			return array(
				'orders' => $orders,
				'total'  => (int) ( $heard['total'] ?? 0 ),
			);
		}
		$meant = array_values(
			array_filter(
				$orders,
				static function ( $order ) use ( $wanted ) {
					return in_array( $order['status'], $wanted['status'], true );
				}
			)
		);
		return array(
			'orders' => $size ? array_slice( $meant, $size * ( max( 1, (int) ( $wanted['page'] ?? 1 ) ) - 1 ), $size ) : $meant,
			'total'  => count( $meant ),
		);
	}

	public function put( array $order ): void {
		throw new LogicException( 'orders are made in the shop that runs in Python' );
	}

	public function write_meta( int $id, array $changes ): void {
		$this->ask( 'PUT', "orders/$id/meta", $changes );
	}

	public function set_status( int $id, string $status ): void {
		$this->ask( 'PUT', "orders/$id/status", array( 'status' => $status ) );
	}

	public function trash( int $id ): void {
		$this->ask( 'DELETE', "orders/$id" );
	}

	public function untrash( int $id ): void {
		$this->ask( 'POST', "orders/$id/untrash", array() );
	}

	public function erase( int $id ): void {
		$this->ask( 'DELETE', "orders/$id?force=true" );
	}

	public function fulfillments( int $id ): array {
		return $this->ask( 'GET', "orders/$id/fulfillments" ) ?? array();
	}

	public function tell( string $hook, $arg ): void {
		$this->ask( 'POST', 'action', array( 'hook' => $hook, 'arg' => $arg ) );
	}

	/**
	 * Ask the bridge; null means that there is no such thing.
	 *
	 * @param string                    $method HTTP method.
	 * @param string                    $path   Below the bridge.
	 * @param array<string, mixed>|null $told   What is sent.
	 * @return array<string|int, mixed>|null
	 */
	private function ask( string $method, string $path, ?array $told = null ): ?array {
		if ( 'GET' === $method && array_key_exists( $path, $this->heard ) ) {
			return $this->heard[ $path ];
		}
		$handle = curl_init( "{$this->address}/$path" );
		curl_setopt_array(
			$handle,
			array(
				CURLOPT_CUSTOMREQUEST  => $method,
				CURLOPT_RETURNTRANSFER => true,
				CURLOPT_TIMEOUT        => 10,
				CURLOPT_HTTPHEADER     => array( "X-Pretend-Secret: {$this->secret}", 'Content-Type: application/json' ),
			)
		);
		if ( null !== $told ) {
			curl_setopt( $handle, CURLOPT_POSTFIELDS, json_encode( $told ? $told : new stdClass() ) );
		}
		$body   = curl_exec( $handle );
		$status = (int) curl_getinfo( $handle, CURLINFO_RESPONSE_CODE );
		if ( false === $body || ( 200 !== $status && 404 !== $status ) ) {
			throw new RuntimeException( "the shop answers $method $path with $status" );
		}
		$answer = 404 === $status ? null : json_decode( $body, true );
		if ( 'GET' === $method ) {
			$this->heard[ $path ] = $answer;
		} else {
			$this->heard = array();
		}
		return $answer;
	}
}
