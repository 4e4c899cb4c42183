<?php
/**
 * What the tests of shoppers' pages share: what Framme really answers, and orders to ask about.
 *
 * @package Framme
 */

/**
 * A pretend shop that is connected, and customers 2 and 3.
 */
abstract class ShopperTestCase extends PretendTestCase {

	const FRAMME = 'https://track.example/shop-api/v1/';

	/**
	 * Return one of the documents that Framme answers; tests/storefront/told_to_the_plugin.py writes them.
	 *
	 * @param string $name Of the file.
	 */
	protected function told( string $name ): array {
		return json_decode( (string) file_get_contents( __DIR__ . "/told/$name.json" ), true );
	}

	/**
	 * Return an order that was placed long enough ago for Framme to know it.
	 *
	 * @param array $facts Keys as in REST.
	 */
	protected function earlier_order( array $facts = array() ): WC_Order {
		$placed = gmdate( 'Y-m-d\TH:i:s', time() - DAY_IN_SECONDS );
		return $this->order( $facts + array( 'customer_id' => 2, 'status' => 'processing', 'date_created' => $placed, 'date_created_gmt' => $placed ) );
	}

	/**
	 * Let Framme tell one order as another's story: by default that of the parcel at the kiosk.
	 *
	 * @param WC_Order $order   The order.
	 * @param array    $changes To the story.
	 */
	protected function tells_of( WC_Order $order, array $changes = array() ): void {
		$told          = $this->told( 'order.en' );
		$told['order'] = array_merge( $told['order'], array( 'id' => (string) $order->get_id() ), $changes );
		$this->answer( self::FRAMME . 'order?', 200, $told );
	}

	/**
	 * Let Framme tell many orders, each with the story of the one at its place in the file.
	 *
	 * @param WC_Order[] $orders   The orders.
	 * @param string     $language Of the words.
	 */
	protected function tells_of_all( array $orders, string $language = 'en' ): void {
		$told = $this->told( "orders.$language" );
		foreach ( $orders as $n => $order ) {
			$told['orders'][ $n ]['id'] = (string) $order->get_id();
		}
		$told['orders'] = array_slice( $told['orders'], 0, count( $orders ) );
		$this->answer( self::FRAMME . 'orders?', 200, $told );
	}

	/**
	 * Let Framme not be there.
	 */
	protected function framme_is_away(): void {
		$this->answer_by(
			static function () {
				return new WP_Error( 'http_request_failed', 'cURL error 7: Failed to connect' );
			}
		);
	}

	/**
	 * Return the parts of an address that was asked.
	 *
	 * @param int $n Which question.
	 */
	protected function asked_with( int $n = 0 ): array {
		parse_str( (string) wp_parse_url( $this->asked[ $n ]['url'], PHP_URL_QUERY ), $query );
		return $query;
	}

	/**
	 * Return a page as a document, or fail where its tags do not fit.
	 *
	 * @param string $html The page or a part of it.
	 */
	protected function document( string $html ): DOMXPath {
		$before   = libxml_use_internal_errors( true );
		$document = new DOMDocument();
		$document->loadHTML( '<?xml encoding="utf-8"?><body>' . $html . '</body>' );
		$errors = array_filter(
			libxml_get_errors(),
			static function ( LibXMLError $error ): bool {
				return 801 !== $error->code; // The parser is older than <section> and <details>.
			}
		);
		libxml_clear_errors();
		libxml_use_internal_errors( $before );
		$this->assertSame( array(), array_map( 'trim', array_column( $errors, 'message' ) ) );
		return new DOMXPath( $document );
	}

	/**
	 * Return the texts of all that fits a path, with single spaces.
	 *
	 * @param string $html The page or a part of it.
	 * @param string $path XPath.
	 * @return string[]
	 */
	protected function texts( string $html, string $path ): array {
		$texts = array();
		foreach ( $this->document( $html )->query( $path ) as $node ) {
			$texts[] = trim( preg_replace( '/\s+/u', ' ', $node->textContent ) );
		}
		return $texts;
	}
}
