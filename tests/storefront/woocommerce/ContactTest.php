<?php
/**
 * How the shop is reached, on an order.
 *
 * @package Framme
 */

require_once __DIR__ . '/ShopperTestCase.php';

final class ContactTest extends ShopperTestCase {

	const PART = '//div[h3 = "Questions?"]';

	private function html( array $changes = array(), array $words = array() ): string {
		$told = $this->told( 'order.en' );
		$view = new Framme_Order_View( $changes + $told['order'], new Framme_Words( $words + $told['words'] ) );
		return $this->shown( array( $view->without_items(), 'show' ) );
	}

	public function test_the_shops_page_and_its_mail_address_are_links_in_framme_s_words(): void {
		Pretend::$site['name'] = 'Lamps &amp; Co';
		$html                  = $this->html();
		$this->assertSame( array( 'Lamps & Co is glad to help.', 'Contact the shop', 'help@lamps.example' ), $this->texts( $html, self::PART . '/p' ) );
		$this->assertSame( array( 'Contact the shop' ), $this->texts( $html, self::PART . '//a[@href="https://lamps.example/contact"]' ) );
		$this->assertSame( array( 'help@lamps.example' ), $this->texts( $html, self::PART . '//a[@href="mailto:help@lamps.example?subject=%231042"]' ) );
	}

	public function test_it_stands_where_the_shop_wants_it(): void {
		$html = $this->html( array( 'sections' => array( 'contact', 'faq', 'contact' ) ) );
		$this->assertSame( array( 'Questions?', 'Questions about delivery' ), $this->texts( $html, '//h3' ) );
		$this->assertStringNotContainsString( 'Questions?', $this->html( array( 'sections' => array( 'faq' ) ) ) );
	}

	/**
	 * @dataProvider ways
	 */
	public function test_only_what_is_a_way_to_the_shop_is_a_link( string $page, string $mail, int $links ): void {
		$html = $this->html( array( 'contact' => array( 'page' => $page, 'mail' => $mail, 'address' => '"><script>alert(1)</script>' ) ) );
		$this->assertCount( $links, $this->texts( $html, self::PART . '//a' ) );
		$this->assertCount( $links ? 1 : 0, $this->texts( $html, self::PART ) );
		$this->assertStringNotContainsString( '<script', $html );
		$this->assertStringNotContainsString( 'javascript:', $html );
	}

	public function ways(): array {
		return array(
			'both'                => array( 'http://lamps.example/', 'mailto:a@b.example', 2 ),
			'a page'              => array( 'https://lamps.example/', '', 1 ),
			'an address'          => array( '', 'MAILTO:a@b.example?subject=%23x%20y', 1 ),
			'scripts'             => array( 'javascript:alert(1)', 'javascript:alert(1)//a@b.example', 0 ),
			'the wrong way round' => array( 'mailto:a@b.example', 'https://lamps.example/', 0 ),
			'somebody else, too'  => array( '//evil.example', 'mailto:a@b.example?subject=x&cc=c@d.example', 0 ),
			'two addresses'       => array( '', 'mailto:a@b.example,c@d.example', 0 ),
			'a header'            => array( '', "mailto:a@b.example\r\nBcc: c@d.example", 0 ),
		);
	}

	public function test_there_is_nothing_where_framme_tells_nothing_or_has_no_words_for_it(): void {
		$this->assertStringNotContainsString( 'Questions?', $this->html( array( 'contact' => null ) ) );
		$this->assertStringNotContainsString( 'lamps.example/contact', $this->html( array(), array( 'contact' => '' ) ) );
	}
}
