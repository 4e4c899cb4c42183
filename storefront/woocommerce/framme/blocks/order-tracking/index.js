// Shows in the editor what the server shows in the page. It is written as it runs: there is no build.
( () => {
	'use strict';

	const { blocks, blockEditor, components, element, i18n, serverSideRender } = window.wp;
	const { createElement } = element;
	const { __ } = i18n;

	const nothingYet = () =>
		createElement( components.Placeholder, {
			icon: 'location',
			label: __( 'Order tracking', 'framme' ),
			instructions: __( 'Here customers find their order. Connect the shop to Framme to see the form.', 'framme' ),
		} );

	// Fields and buttons of a preview cannot be used: they are for customers.
	const Preview = () =>
		createElement(
			'div',
			blockEditor.useBlockProps(),
			createElement(
				components.Disabled,
				null,
				createElement( serverSideRender, {
					block: 'framme/order-tracking',
					EmptyResponsePlaceholder: nothingYet,
					ErrorResponsePlaceholder: nothingYet,
				} )
			)
		);

	blocks.registerBlockType( 'framme/order-tracking', { edit: Preview, save: () => null } );
} )();
