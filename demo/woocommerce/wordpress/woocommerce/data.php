<?php
/**
 * What WooCommerce's objects have in common: meta data and moments.
 *
 * @package Framme
 */

/**
 * A moment, shown in the site's zone.
 */
class WC_DateTime extends DateTime {

	public function date( $format ) {
		return $this->format( $format );
	}

	public function date_i18n( $format = 'Y-m-d' ) {
		return $this->format( $format );
	}

	public function getOffsetTimestamp() {
		return $this->getTimestamp() + $this->getOffset();
	}

	public static function of_gmt( ?string $text ): ?self {
		if ( ! $text ) {
			return null;
		}
		$moment = new self( $text, new DateTimeZone( 'UTC' ) );
		$moment->setTimezone( wp_timezone() );
		return $moment;
	}
}

/**
 * One entry of meta data.
 */
class WC_Meta_Data {

	public $id;
	public $key;
	public $value;

	public function __construct( $meta ) {
		$this->id    = $meta['id'] ?? 0;
		$this->key   = $meta['key'];
		$this->value = $meta['value'];
	}

	public function get_data() {
		return get_object_vars( $this );
	}
}

/**
 * An object with an id and meta data; a change is kept when it is saved.
 */
abstract class WC_Data {

	protected $id      = 0;
	protected $meta    = array();
	protected $changed = array();

	protected function read_meta( array $entries ): void {
		$this->meta = array();
		foreach ( $entries as $entry ) {
			$this->meta[ $entry['key'] ] = $entry['value'];
		}
		$this->changed = array();
	}

	public function get_id() {
		return $this->id;
	}

	public function get_meta( $key = '', $single = true, $context = 'view' ) {
		if ( ! array_key_exists( $key, $this->meta ) ) {
			return $single ? '' : array();
		}
		return $single ? $this->meta[ $key ] : array( new WC_Meta_Data( array( 'key' => $key, 'value' => $this->meta[ $key ] ) ) );
	}

	public function get_meta_data() {
		$entries = array();
		foreach ( $this->meta as $key => $value ) {
			$entries[] = new WC_Meta_Data( array( 'key' => $key, 'value' => $value ) );
		}
		return $entries;
	}

	public function meta_exists( $key = '' ) {
		return array_key_exists( $key, $this->meta );
	}

	public function add_meta_data( $key, $value, $unique = false ) {
		$this->update_meta_data( $key, $value );
	}

	public function update_meta_data( $key, $value, $meta_id = 0 ) {
		$this->meta[ $key ]    = $value;
		$this->changed[ $key ] = $value;
	}

	public function delete_meta_data( $key ) {
		if ( array_key_exists( $key, $this->meta ) ) {
			unset( $this->meta[ $key ] );
			$this->changed[ $key ] = null;
		}
	}
}
